// SPDX-License-Identifier: Apache-2.0
#include "host/inspect/inspect.hpp"

#include "host/inspect/input_maps.hpp"
#include "host/plan_folder/plan_files.hpp"
#include "host/present/folder.hpp"
#include "host/report/input_tables.hpp"

namespace laad {

void write_inspection(Inputs const& inputs, std::filesystem::path const& folder)
{
    make_folder(folder, [&](std::filesystem::path const& partial) {
        write_input_maps(inputs, partial);
        write_text(partial / plan_files::guesses, csv(filled(guess_table(), inputs.base.guesses)));
        write_text(partial / plan_files::set_aside, csv(filled(set_aside_table(), set_aside(inputs))));
    });
}

}  // namespace laad
