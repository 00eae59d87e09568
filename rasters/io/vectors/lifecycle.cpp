// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/vectors/lifecycle.hpp"

#include <algorithm>
#include <string_view>

namespace laad {
namespace {

/// Small letters and digits alone.
std::string plain(std::string_view text)
{
    std::string result;
    for (char const c : text) {
        if (c >= 'A' && c <= 'Z') result += static_cast<char>(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) result += c;
    }
    return result;
}

std::string value_of(OGRFeature const& feature, int field)
{
    return feature.IsFieldSetAndNotNull(field) ? plain(feature.GetFieldAsString(field)) : "";
}

}  // namespace

Lifecycle::Lifecycle(std::vector<std::string> const& fields)
{
    int status = -1;
    for (int i = 0; i < static_cast<int>(fields.size()); ++i) {
        auto const name = plain(fields[static_cast<std::size_t>(i)]);
        if (name == "eindregistratie" || name == "terminationdate")
            ends_.push_back(i);
        else if (name == "bgtstatus")
            statuses_.push_back(i);
        else if (name == "status")
            status = i;
    }
    if (status >= 0 && !ends_.empty()) words_.push_back(status);
    for (auto const* list : {&ends_, &statuses_, &words_})
        for (int const i : *list)
            names_ += (names_.empty() ? "" : ", ") + fields[static_cast<std::size_t>(i)];
}

bool Lifecycle::reads(int field) const
{
    return std::ranges::count(ends_, field) + std::ranges::count(statuses_, field) + std::ranges::count(words_, field) >
           0;
}

bool Lifecycle::is_over(OGRFeature const& feature) const
{
    auto const other = [&](int i) {
        auto const word = value_of(feature, i);
        return !word.empty() && word != "bestaand";
    };
    auto const gone = [&](int i) {
        auto const word = value_of(feature, i);
        return word == "plan" || word == "historie";
    };
    return std::ranges::any_of(ends_, [&](int i) { return !value_of(feature, i).empty(); }) ||
           std::ranges::any_of(statuses_, other) || std::ranges::any_of(words_, gone);
}

}  // namespace laad
