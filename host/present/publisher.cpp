// SPDX-License-Identifier: Apache-2.0
#include "host/present/publisher.hpp"

#include "host/language/said_note.hpp"
#include "host/language/to_say.hpp"
#include "host/present/base64.hpp"
#include "host/present/words.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <vector>

namespace laad {

std::string plan_title(Scenario const& config)
{
    return config.publish.title.empty() ? config.region.name : config.publish.title;
}

std::string source_line(Scenario const& config)
{
    if (!config.publish.source.empty()) return config.publish.source;
    std::vector<std::string> origins;
    for (SourceNote const& source : config.sources)
        if (std::ranges::count(origins, source.origin) == 0) origins.push_back(source.origin);
    return joined(origins, "; ");
}

std::string sources_in_words(std::vector<SourceNote> const& sources)
{
    std::string line;
    for (SourceNote const& source : sources)
        line += (line.empty() ? said("Sources") + ": " : "; ") + said_note(source.what) + ": " +
                said_note(source.origin) + (source.licence.empty() ? "" : " (" + said_note(source.licence) + ")");
    return line;
}

std::string logo_address(Scenario const& config)
{
    auto const& file = config.publish.logo;
    if (file.empty()) return {};
    std::ifstream stream{file, std::ios::binary};
    if (!stream) return {};
    std::string const bytes{std::istreambuf_iterator<char>{stream}, {}};
    std::string const type = file.extension() == ".svg" ? "svg+xml" : file.extension() == ".png" ? "png" : "jpeg";
    return "data:image/" + type + ";base64," + base64(bytes);
}

std::vector<std::string> logo_notes(Scenario const& config)
{
    if (config.publish.logo.empty() || !logo_address(config).empty()) return {};
    return {to_say("The logo {} cannot be read, so the pages have none.", config.publish.logo.string())};
}

}  // namespace laad
