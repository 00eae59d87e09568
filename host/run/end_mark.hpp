// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace laad {

/// Says in a work folder that the last run in it ended well. It is taken away when a run begins and does not outlive a
/// restart of the machine, so after a run that was killed, or lost power, everything is checked before it is used.
class EndMark {
  public:
    /// Takes the mark away.
    explicit EndMark(std::filesystem::path const& work);

    bool was_there() const { return was_there_; }
    /// Errors  OutputError: it cannot be written
    void set() const;
    /// After an input that was refused: what was there is as good as before.
    void put_back() const
    {
        if (was_there_) set();
    }

  private:
    std::filesystem::path file_;
    bool was_there_;
};

}  // namespace laad
