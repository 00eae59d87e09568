// SPDX-License-Identifier: Apache-2.0
#include "host/language/language.hpp"

#include "host/language/catalogue.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/shared_folder.hpp"

#include <nlohmann/json.hpp>

#include <atomic>
#include <fstream>
#include <map>

namespace laad {
namespace {

std::atomic<Language> language{Language::en};

}  // namespace

std::map<std::string, std::string, std::less<>> const& dutch_catalogue()
{
    static auto const catalogue = [] {
        auto const file = shared_folder("language", LAAD_SOURCE_LANGUAGE) / "nl.json";
        std::ifstream in{file};
        auto const texts = nlohmann::json::parse(in, nullptr, false);
        if (!texts.is_object())
            throw InputError(file.string() + ": the Dutch texts are damaged; install laadraster again");
        std::map<std::string, std::string, std::less<>> all;
        for (auto const& [english, text] : texts.items())
            all[english] = text.get<std::string>();
        return all;
    }();
    return catalogue;
}

std::optional<Language> language_of(std::string_view code)
{
    if (code == "nl") return Language::nl;
    if (code == "en") return Language::en;
    return {};
}

std::string_view code_of(Language one)
{
    return one == Language::nl ? "nl" : "en";
}

void speak(Language one)
{
    language = one;
}

Language spoken()
{
    return language;
}

std::string said(std::string_view english)
{
    if (spoken() == Language::en) return std::string{english};
    auto const found = dutch_catalogue().find(english);
    return found == dutch_catalogue().end() ? std::string{english} : found->second;
}

}  // namespace laad
