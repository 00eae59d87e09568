// SPDX-License-Identifier: Apache-2.0
// Named lists of edits, kept on disk as they are made: a file each, which is there whole or as it was before.
#pragma once

#include "host/live/edit.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace laad {

class Variants {
  public:
    /// `folder`: exists. Errors  OutputError: a folder in it cannot be made
    explicit Variants(std::filesystem::path folder);

    std::vector<std::string> names() const;
    bool has(std::string const& name) const;
    /// Errors  InputError: there is none of that name, or its file is damaged
    Edits read(std::string const& name) const;
    /// Errors  InputError: the name cannot be one of a file; OutputError: cannot be written
    void write(std::string const& name, Edits const&) const;
    /// Errors  as write; InputError: the new name is taken
    void rename(std::string const& name, std::string const& to) const;

    /// That which was worked on last.
    std::string current() const;
    void set_current(std::string const& name) const;

    /// Errors  InputError: letters, digits, spaces, - and _ alone, at most 60, and no space at an end
    static void check(std::string const& name);

  private:
    std::filesystem::path file_of(std::string const& name) const { return folder_ / "variants" / (name + ".json"); }

    std::filesystem::path folder_;
};

}  // namespace laad
