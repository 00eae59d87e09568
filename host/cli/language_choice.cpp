// SPDX-License-Identifier: Apache-2.0
#include "host/cli/language_choice.hpp"

#include "host/plan_folder/plan_files.hpp"
#include "host/scenario/parse.hpp"

#include <filesystem>

namespace laad {
namespace {

namespace fs = std::filesystem;

/// The configuration that a word of the command line leads to, if it does.
fs::path configuration_at(fs::path const& named)
{
    std::error_code none;
    if (!fs::is_directory(named, none)) return named.extension() == ".toml" ? named : fs::path{};
    auto const effective = named / plan_files::configuration;
    return fs::exists(effective, none) ? effective : named / "region.toml";
}

void add_to(CLI::App& app, AskedLanguage const& asked)
{
    app.add_option_function<std::string>(
           "--lang", [asked](std::string const& code) { *asked = language_of(code); },
           "language of what is written for people, nl or en (default: as region.toml, else nl)")
        ->check(CLI::IsMember({"nl", "en"}));
    for (CLI::App* sub : app.get_subcommands([](CLI::App const*) { return true; }))
        add_to(*sub, asked);
}

std::optional<Language> stated(CLI::App const& command)
{
    for (CLI::Option const* option : command.get_options())
        if (option->get_positional())
            for (std::string const& word : option->results())
                if (auto const language = stated_language(configuration_at(word))) return language;
    for (CLI::App const* sub : command.get_subcommands())
        if (auto const language = stated(*sub)) return language;
    return {};
}

}  // namespace

AskedLanguage add_language(CLI::App& app)
{
    auto asked = std::make_shared<std::optional<Language>>();
    add_to(app, asked);
    return asked;
}

Language chosen_language(CLI::App const& app, std::optional<Language> asked)
{
    return asked ? *asked : stated(app).value_or(Language::nl);
}

}  // namespace laad
