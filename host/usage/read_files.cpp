// SPDX-License-Identifier: Apache-2.0
#include "host/usage/read_files.hpp"

#include "host/scenario/file_names.hpp"
#include "host/usage/file_kind.hpp"
#include "host/usage/occupancy.hpp"
#include "host/usage/ocpi_cdr.hpp"
#include "host/usage/status.hpp"
#include "host/usage/table_sessions.hpp"
#include "rasters/error.hpp"

#include <chrono>

namespace laad {
namespace {

std::int64_t now_s()
{
    using namespace std::chrono;
    return duration_cast<seconds>(system_clock::now().time_since_epoch()).count();
}

void check(UsageFile const& config)
{
    if (config.knows != "connected" && config.knows != "charging")
        throw InputError{config.file.string() + ": [usage.file] knows is \"" + config.knows +
                         "\"; write connected (plugged in) or charging"};
    if (!config.decimal.empty() && config.decimal != "." && config.decimal != ",")
        throw InputError{config.file.string() + ": [usage.file] decimal is \"" + config.decimal +
                         "\"; write \".\" or \",\""};
}

UseTally read(UseKind kind, UsageFile const& config, std::string const& local_zone, SessionReading const& reading)
{
    switch (kind) {
        case UseKind::cdrs:
            return read_ocpi_cdrs(config.file, reading);
        case UseKind::locations:
            return read_status_locations(config, reading);
        case UseKind::sessions:
            return read_table_sessions(config, reading);
        case UseKind::elaadnl:
            return read_elaadnl(config, reading);
        case UseKind::status:
            return read_status_table(config, reading);
        case UseKind::occupancy:
            return read_occupancy(config, local_zone, reading);
    }
    throw ContractError{"broken promise: every kind of file has a reader"};
}

}  // namespace

std::vector<UseSource> read_files(Scenario const& scenario, BaseLayers const& base, UseSink& sink)
{
    UsageConfig const& usage = scenario.usage;
    Places const places{scenario, base};
    PersonDigests const persons{usage.key_file};
    std::int64_t const now = now_s();
    std::vector<UseSource> sources;
    for (std::size_t i = 0; i < usage.files.size(); ++i) {
        UsageFile const& config = usage.files[i];
        check(config);
        UseKind const kind = kind_of(config);
        bool const charging = config.knows == "charging" || (kind == UseKind::occupancy && tells_charging_only(config));
        Knows const knows = charging ? Knows::charging : Knows::connected;
        UseTally tally =
            read(kind, config, usage.time_zone, {places, persons, sink, static_cast<std::int32_t>(i), knows, now});
        if (charging && tally.used() > 0) tally.notice(UseRemark::charging_only, tally.used());
        if (i == 0) tally.notice(UseRemark::evses_broken, places.broken_evses());
        UseSource& source = sources.emplace_back();
        source.file = named_from(scenario.file.parent_path(), config.file);
        source.format = text_of(kind);
        source.knows = knows;
        tally.fill(source);
    }
    return sources;
}

}  // namespace laad
