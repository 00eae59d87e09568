// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/vectors/json_elements.hpp"

#include "rasters/error.hpp"
#include "rasters/interrupt.hpp"

#include <cpl_vsi.h>

#include <memory>
#include <string_view>
#include <vector>

namespace laad {
namespace {

/// Follows the brackets and texts of JSON, which hold everything that matters here.
class ElementSplitter {
  public:
    explicit ElementSplitter(std::function<void(std::string const&)> const& take) : take_{take} {}

    bool found_list() const { return found_; }
    bool is_complete() const { return found_ && brackets_.empty(); }

    void feed(char c)
    {
        if (in_text_) return text(c);
        if (in_list() && brackets_.size() == list_depth_ && (c == ',' || c == ']'))
            hand_over();
        else if (in_list())
            element_ += c;
        if (c == '"') {
            in_text_ = true;
            word_.clear();
        } else if (c == '[' || c == '{') {
            brackets_.push_back(c);
            bool const top = brackets_.size() == 1 && c == '[';
            bool const data = brackets_.size() == 2 && brackets_.front() == '{' && c == '[' && key_ == "data";
            if (!found_ && (top || data)) begin_list();
        } else if (c == ']' || c == '}') {
            if (brackets_.size() == list_depth_) list_depth_ = 0;
            if (!brackets_.empty()) brackets_.pop_back();
        } else if (c == ':' && brackets_.size() == 1) {
            key_ = word_;
        }
    }

  private:
    bool in_list() const { return list_depth_ > 0; }

    void begin_list()
    {
        found_ = true;
        list_depth_ = brackets_.size();
        element_.clear();
    }

    void text(char c)
    {
        if (in_list()) element_ += c;
        if (!escaped_ && c == '"') in_text_ = false;
        escaped_ = !escaped_ && c == '\\';
        if (in_text_ && brackets_.size() == 1 && word_.size() < 100) word_ += c;
    }

    void hand_over()
    {
        if (element_.find_first_not_of(" \t\r\n") != std::string::npos) take_(element_);
        element_.clear();
    }

    std::function<void(std::string const&)> const& take_;
    std::vector<char> brackets_;
    std::size_t list_depth_{};  ///< brackets around an element of the list while inside it
    bool found_{};
    bool in_text_{};
    bool escaped_{};
    std::string word_;
    std::string key_;
    std::string element_;
};

}  // namespace

void each_element(std::filesystem::path const& file, std::function<void(std::string const&)> const& take)
{
    auto const close = [](VSILFILE* open) { VSIFCloseL(open); };
    std::unique_ptr<VSILFILE, decltype(close)> const in{VSIFOpenL(file.c_str(), "rb"), close};
    if (!in) throw InputError{file.string() + ": cannot be read; check its permissions"};
    ElementSplitter splitter{take};
    std::string piece(1 << 20, '\0');
    while (std::size_t const count = VSIFReadL(piece.data(), 1, piece.size(), in.get())) {
        stop_if_interrupted();
        for (char const c : std::string_view{piece}.substr(0, count))
            splitter.feed(c);
    }
    if (!splitter.found_list())
        throw InputError{file.string() + ": holds no list of charge locations; is it OCPI Locations, as downloaded?"};
    if (!splitter.is_complete()) throw InputError{file.string() + ": ends in the middle; is the download complete?"};
}

}  // namespace laad
