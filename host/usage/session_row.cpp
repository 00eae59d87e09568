// SPDX-License-Identifier: Apache-2.0
#include "host/usage/session_row.hpp"

#include "host/usage/plain_text.hpp"
#include "host/usage/plausible.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>

namespace laad {
namespace {

/// OCPI writes so what a reservation that never became a session has no charge point for.
bool is_not_available(std::string_view id)
{
    return id == "#NA" || id == "#na";
}

/// In small letters and without blanks around, as OCPI compares ids.
std::string id_text(std::string_view id)
{
    id = without_blanks(id);
    std::string text{id};
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

std::optional<UseRemark> wrong_time(std::int64_t start_s, std::int64_t end_s, std::int64_t now_s)
{
    if (plausible::stands_for_unknown(start_s) || plausible::stands_for_unknown(end_s)) return UseRemark::time_unknown;
    if (end_s < start_s) return UseRemark::end_before_start;
    if (start_s < plausible::earliest_s) return UseRemark::before_2009;
    if (end_s > now_s + plausible::day_s) return UseRemark::in_future;
    if (end_s - start_s > plausible::longest_s) return UseRemark::over_a_month;
    return {};
}

/// Of two readings of a time that the clock shows twice the first, unless the session would end before it begins.
void settle(WrittenTime const& start, WrittenTime& end)
{
    if (end.kind == WrittenTime::Kind::twice && end.s < start.s && end.later_s >= start.s) end.s = end.later_s;
}

void notice_clock(WrittenTime const& time, UseTally& tally)
{
    if (time.kind == WrittenTime::Kind::twice) tally.notice(UseRemark::clock_twice);
    if (time.kind == WrittenTime::Kind::skipped) tally.notice(UseRemark::clock_skipped);
}

void notice_doubts(SessionRow const& row, Session const& session, UseTally& tally)
{
    std::int64_t const took_s = session.end_s - session.start_s;
    if (took_s > plausible::day_s) tally.notice(UseRemark::over_a_day);
    if (took_s == 0) tally.notice(UseRemark::no_length);
    std::int64_t const stated_s = row.total_s.value_or(row.end.s - row.start.s);
    if (std::abs(stated_s - (row.end.s - row.start.s)) > plausible::duration_slack_s)
        tally.notice(UseRemark::other_duration);
    if (session.energy_wh < 0) tally.notice(UseRemark::gave_back);
    std::int64_t const power_w = row.power_w.value_or(0);
    bool const is_fast = took_s > 0 && session.energy_wh * plausible::hour_s / took_s > plausible::most_ac_w;
    if (power_w > plausible::most_w)
        tally.notice(UseRemark::megawatts);
    else if (row.is_ac && (is_fast || power_w > plausible::most_ac_w))
        tally.notice(UseRemark::ac_power);
    notice_clock(row.start, tally);
    notice_clock(row.end, tally);
}

}  // namespace

void take_session(SessionReading const& reading, SessionRow const& told, UseTally& tally)
{
    tally.row();
    SessionRow row = told;
    settle(row.start, row.end);
    std::int64_t const energy_wh = row.energy_wh.value_or(0);
    auto const aside = [&](UseRemark remark) { tally.set_aside(remark, energy_wh); };

    bool const no_evse = is_not_available(row.place.evse_id) || is_not_available(row.place.evse_uid);
    if (no_evse) row.place.evse_id = row.place.evse_uid = {};
    bool const is_credit = row.is_credit || !row.credit_of.empty();
    bool const is_negative_cost = row.costs_less_than_nothing && energy_wh >= 0;
    if (row.credit_of.empty() && (row.is_credit || is_negative_cost)) return aside(UseRemark::credit_of_nothing);
    if (!is_credit && energy_wh == 0 && (no_evse || row.only_reserved)) return aside(UseRemark::never_charged);

    Session session;
    session.file = reading.file;
    session.knows = reading.knows;
    std::string const country = id_text(row.country), party = id_text(row.party), id = id_text(row.id);
    PlaceFound const place = reading.places.find(row.place);
    session.site = place.site;
    session.evse = place.evse;
    session.user = reading.persons.of(row.user);
    session.start_s = row.start.s;
    session.end_s = row.end.s;
    session.energy_wh = energy_wh;
    if (is_credit) {
        session.id = digest_of({country, party, id});
        session.credits = digest_of({country, party, id_text(row.credit_of)});
        tally.use_credit();
        reading.sink.add(session);
        return;
    }
    if (!row.start.is_known() || !row.end.is_known()) return aside(UseRemark::no_time);
    if (auto const wrong = wrong_time(row.start.s, row.end.s, reading.now_s)) return aside(*wrong);
    bool const is_in_wh = std::abs(energy_wh) > plausible::most_wh;
    std::int64_t const told_wh = is_in_wh ? energy_wh / 1000 : energy_wh;
    if (!place.known()) return tally.set_aside(UnplacedRow{row.record, place.why_not, row.place, told_wh});

    if (row.plugged_in.is_known() && row.plugged_in.s > row.start.s && row.plugged_in.s <= row.end.s) {
        session.start_s = row.plugged_in.s;
        tally.notice(UseRemark::reservation_before);
    }
    if (!row.energy_wh) tally.notice(UseRemark::energy_not_told);
    if (is_in_wh) {
        session.energy_wh = told_wh;
        tally.notice(UseRemark::energy_in_wh);
    }
    if (std::abs(session.energy_wh) > plausible::most_wh) return aside(UseRemark::figure_unreadable);
    // Without an id a session is known by what it is.
    session.id = id.empty()
                     ? digest_of({"session", std::to_string(session.evse), std::to_string(place.charger),
                                  std::to_string(row.start.s), std::to_string(row.end.s), std::to_string(energy_wh)})
                     : digest_of({country, party, id});
    place.notice(tally);
    notice_doubts(row, session, tally);
    tally.use(session.start_s, session.end_s, session.energy_wh);
    reading.sink.add(session);
}

}  // namespace laad
