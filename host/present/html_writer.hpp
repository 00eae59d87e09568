// SPDX-License-Identifier: Apache-2.0
// The only place that writes tags: every text is escaped, so that no name of a street can break a page.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace laad {

struct Attribute {
    char const* name;
    std::string value;
};
using Attributes = std::vector<Attribute>;

class HtmlWriter {
  public:
    void text(std::string_view text);
    void open(char const* tag, Attributes const& attributes = {});
    void close(char const* tag);
    template <class Inside>
    void element(char const* tag, Attributes const& attributes, Inside inside)
    {
        open(tag, attributes);
        inside();
        close(tag);
    }
    void element(char const* tag, std::string_view content, Attributes const& attributes = {});
    void line() { out_ += '\n'; }
    void doctype() { out_ += "<!DOCTYPE html>\n"; }
    /// `sheet`: written in the program; texts of others come into it through css_text alone.
    void style(std::string_view sheet);
    std::string take() { return std::move(out_); }

  private:
    std::string out_;
};

/// A text as a string of a style sheet, in quotes.
std::string css_text(std::string_view text);

}  // namespace laad
