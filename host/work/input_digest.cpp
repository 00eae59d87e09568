// SPDX-License-Identifier: Apache-2.0
#include "host/work/input_digest.hpp"

#include "host/scenario/file_names.hpp"
#include "rasters/error.hpp"
#include "rasters/io/vectors/input_formats.hpp"

namespace laad {

void add_files(ContentHash& hash, Scenario const& scenario, FileHashes& hashes)
{
    for (auto const& file : input_files(scenario)) {
        if (file == scenario.file) continue;
        auto const parts = input_parts(file);
        if (parts.empty()) throw InputError{file.string() + ": does not exist; check the path"};
        for (auto const& each : parts) {
            hash.add(named_from(scenario.file.parent_path(), each));
            hash.add(hashes.of(each));
        }
    }
}

}  // namespace laad
