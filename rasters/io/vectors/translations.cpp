// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/vectors/translations.hpp"

#include "rasters/io/files/gdal_init.hpp"
#include "rasters/io/files/scratch_folder.hpp"
#include "rasters/io/vectors/network.hpp"

#include <cpl_vsi.h>

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <tuple>

namespace laad {
namespace {

namespace fs = std::filesystem;

std::array<Translator const*, 6> const translators{&osm_translator,  &ocpi_translator, &bgt_translator,
                                                   &gzip_translator, &zip_translator,  &osm_tags_translator};

Translator const* translator_of(fs::path const& input)
{
    GdalMessages const quiet;
    auto const found = std::ranges::find_if(translators, [&](Translator const* each) { return each->knows(input); });
    return found == translators.end() ? nullptr : *found;
}

/// A file as it was when it was looked at: another one may take its name while the program runs.
struct Version {
    std::string name;
    std::uint64_t bytes{};
    std::int64_t written{};
    auto operator<=>(Version const&) const = default;
};

Version version_of(fs::path const& input)
{
    VSIStatBufL about{};
    std::string const name = input.string().starts_with("/vsi") ? input.string() : fs::absolute(input).string();
    if (VSIStatL(name.c_str(), &about) != 0) return {name};  // gone since it was looked for
    return {name, static_cast<std::uint64_t>(about.st_size),
            std::int64_t{about.st_mtim.tv_sec} * 1'000'000'000 + about.st_mtim.tv_nsec};
}

/// The translations that were made, and the lock under which one is.
class Made {
  public:
    fs::path of(fs::path const& input)
    {
        // A translation may ask for that of a file that it found in an archive.
        std::scoped_lock const lock{mutex_};
        Version const version = version_of(input);
        if (auto const found = files_.find(version); found != files_.end()) return found->second;
        Translator const* const translator = translator_of(input);
        fs::path const made = translator == nullptr ? input : of(translated(*translator, input));
        return files_[version] = made;
    }

  private:
    fs::path translated(Translator const& translator, fs::path const& input)
    {
        fs::path const folder = process_scratch() / std::to_string(++count_);
        fs::create_directory(folder);
        try {
            return translator.make(input, folder);
        } catch (...) {
            std::error_code ignored;
            fs::remove_all(folder, ignored);
            throw;
        }
    }

    std::recursive_mutex mutex_;
    std::map<Version, fs::path> files_;
    int count_{};
};

bool is_there(fs::path const& input)
{
    VSIStatBufL about{};
    return VSIStatL(input.string().c_str(), &about) == 0;
}

}  // namespace

fs::path readable(fs::path const& input)
{
    static Made made;
    GdalMessages const quiet;
    if (is_on_network(input)) return made.of(fetched(input));
    return is_there(input) ? made.of(input) : input;
}

std::optional<FileContent> translated_content(fs::path const& input)
{
    if (is_on_network(input)) return translated_content(fetched(input));
    if (!is_there(input)) return std::nullopt;
    Translator const* const translator = translator_of(input);
    if (translator == nullptr || translator->layers == nullptr) return std::nullopt;
    return FileContent{translator->format, translator->layers(input)};
}

}  // namespace laad
