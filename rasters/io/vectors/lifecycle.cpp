// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/vectors/layer_reader.hpp"

#include <algorithm>
#include <optional>
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

std::string word_of(OGRFeature const& feature, int field)
{
    return feature.IsFieldSetAndNotNull(field) ? plain(feature.GetFieldAsString(field)) : "";
}

}  // namespace

Lifecycle::Lifecycle(std::vector<std::string> const& fields)
{
    std::optional<int> status;
    for (int i = 0; i < static_cast<int>(fields.size()); ++i) {
        auto const name = plain(fields[static_cast<std::size_t>(i)]);
        if (name == "eindregistratie" || name == "terminationdate") signs_.push_back({i, Sign::end});
        if (name == "bgtstatus") signs_.push_back({i, Sign::bgt_status});
        if (name == "status") status = i;
    }
    if (status && std::ranges::count(signs_, Sign::end, &Sign::kind) > 0) signs_.push_back({*status, Sign::status});
}

bool Lifecycle::reads(int field) const
{
    return std::ranges::count(signs_, field, &Sign::field) > 0;
}

bool Lifecycle::is_over(OGRFeature const& feature) const
{
    return std::ranges::any_of(signs_, [&](Sign sign) {
        auto const word = word_of(feature, sign.field);
        if (sign.kind == Sign::status) return word == "plan" || word == "historie";
        return !word.empty() && (sign.kind == Sign::end || word != "bestaand");
    });
}

}  // namespace laad
