// SPDX-License-Identifier: Apache-2.0
#include "host/run/run_key.hpp"

#include "host/scenario/input_files.hpp"
#include "host/scenario/parse.hpp"
#include "rasters/io/content_hash.hpp"

namespace laad {

std::string run_key(Scenario const& scenario, RunScope scope)
{
    ContentHash hash;
    hash.add(std::string_view{LAAD_VERSION});
    hash.add(std::int64_t{static_cast<int>(scope)});
    Scenario what = scenario;
    what.run = {};
    if (scope == RunScope::coverage) {
        what.prognosis = {};
        what.grid = {};
    }
    hash.add(std::string_view{effective_toml(what)});
    for (auto const& file : input_files(what)) {
        if (file == scenario.file) continue;  // its comments do not matter, its values are in the line above
        hash.add(std::string_view{file.filename().string()});
        hash.add(std::string_view{file_hash(file)});
    }
    return hash.digest();
}

}  // namespace laad
