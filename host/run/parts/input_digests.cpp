// SPDX-License-Identifier: Apache-2.0
#include "host/run/parts/input_digests.hpp"

#include <map>

namespace laad {
namespace {

std::map<std::string_view, std::string_view> digests_in(std::string_view key)
{
    std::map<std::string_view, std::string_view> digests;
    while (!key.empty()) {
        auto const one = key.substr(0, key.find(';'));
        key.remove_prefix(std::min(key.size(), one.size() + 1));
        auto const middle = one.find('=');
        if (middle != one.npos) digests[one.substr(0, middle)] = one.substr(middle + 1);
    }
    return digests;
}

}  // namespace

std::string key_of(std::initializer_list<std::pair<std::string_view, std::string>> inputs)
{
    std::string key;
    for (auto const& [name, digest] : inputs) {
        if (!key.empty()) key += ';';
        key += name;
        key += '=';
        key += digest;
    }
    return key;
}

std::vector<std::string> changed_inputs(std::string_view before, std::string_view now)
{
    if (before.empty()) return {"new"};
    auto const old = digests_in(before);
    std::vector<std::string> changed;
    for (auto const& [name, digest] : digests_in(now))
        if (auto const found = old.find(name); found == old.end() || found->second != digest)
            changed.emplace_back(name);
    return changed;
}

std::string digest_of(std::function<void(ContentHash&)> const& feed)
{
    ContentHash hash;
    feed(hash);
    return hash.digest();
}

}  // namespace laad
