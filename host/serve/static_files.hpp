// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/serve/http_message.hpp"

#include <filesystem>
#include <map>
#include <string>

namespace laad {

/// The files of a published folder, as they are when it is opened. A path that is not on this list does not exist, so
/// no path leads out of the folder; links are not on it, nor pages that open without a server.
class StaticFiles {
  public:
    StaticFiles() = default;  ///< none
    explicit StaticFiles(std::filesystem::path const& folder);

    bool empty() const { return files_.empty(); }
    /// With one range of bytes, when that is asked for.
    HttpResponse answer(HttpRequest const&) const;

  private:
    struct File {
        std::filesystem::path file;
        std::int64_t bytes{};
        std::string tag;  ///< changes with the file
    };
    std::map<std::string, File> files_;  ///< by path
};

}  // namespace laad
