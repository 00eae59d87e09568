// SPDX-License-Identifier: Apache-2.0
// An output folder that appears whole or not at all.
#pragma once

#include "host/work/own_folder.hpp"

#include <filesystem>
#include <functional>
#include <string_view>

namespace laad {

/// The folder `<target>.partial` beside an output folder: what an interrupted run left there goes first, and what is
/// not published goes too.
class PartialFolder {
  public:
    /// Errors  OutputError: as check; another run writes it, the folder cannot be made
    explicit PartialFolder(std::filesystem::path const& target);
    ~PartialFolder();
    PartialFolder(PartialFolder const&) = delete;
    PartialFolder& operator=(PartialFolder const&) = delete;

    /// Whether the folder can be made, as far as can be said before anything is computed.
    /// Errors  OutputError: the target exists, its name is too long; `<target>.partial` is a link, or was not made by
    ///         laadraster
    static void check(std::filesystem::path const& target);

    std::filesystem::path const& path() const { return folder_.path(); }
    /// Gives the folder its name. Errors  OutputError: the name was taken in the meantime
    void publish();

  private:
    std::filesystem::path target_;
    OwnFolder folder_;
    bool published_{false};
};

/// Makes an output folder with what `fill` writes into the one beside it. Errors  OutputError: as PartialFolder
void make_folder(std::filesystem::path const& target, std::function<void(std::filesystem::path const&)> const& fill);

/// The same in the place of a folder that is there, which goes when the new one has its name. It is never seen half: they
/// change places at once, or where the file system cannot, the one after the other, and a call that was ended between
/// them is gone on with. `target`: a folder that the caller knows to be his.
/// Errors  OutputError: it is a link or no folder; as PartialFolder
void replace_folder(std::filesystem::path const& target, std::function<void(std::filesystem::path const&)> const& fill);

/// Brings back what replace_folder took away when it was ended before it put the new folder there.
void finish_replacing(std::filesystem::path const& target);

/// Errors  OutputError: cannot be written
void write_text(std::filesystem::path const& file, std::string_view content);

}  // namespace laad
