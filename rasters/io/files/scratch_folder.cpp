// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/files/scratch_folder.hpp"

namespace laad {

std::filesystem::path const& process_scratch()
{
    static ScratchFolder const folder;
    return folder.path();
}

}  // namespace laad
