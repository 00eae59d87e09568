// SPDX-License-Identifier: Apache-2.0
#include "host/placement/review.hpp"

#include "host/intake/input_notes.hpp"
#include "host/intake/table_rows.hpp"
#include "host/language/to_say.hpp"
#include "host/placement/spacing.hpp"
#include "host/prepare/boxes.hpp"
#include "host/scenario/file_names.hpp"
#include "rasters/millimetres.hpp"
#include "rasters/nearest_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_map>

namespace laad {
namespace {

constexpr double move_within_m = 50;

enum class Verdict : std::uint8_t { approve, reject, prefer, move };
std::vector<std::string> const verdict_names{"approve", "reject", "prefer", "move"};

struct Row {
    std::int64_t line{};
    CandidateId place;
    Verdict verdict{};
    std::string remark;
    std::optional<Point> to;

    /// What it asks for, remarks left out.
    auto asks() const
    {
        PlaceOrder const at = to ? place_order(*to) : PlaceOrder{};
        return std::tuple{verdict, at};
    }
};

std::optional<double> coordinate(std::string text)
{
    std::ranges::replace(text, ',', '.');
    return number(Value{text});
}

class Reviewing {
  public:
    Reviewing(Scenario const& scenario, BaseLayers& base) : scenario_{scenario}, base_{base}
    {
        for (CandidateId const c : base.candidates.ids())
            by_id_.emplace(base.candidates[c].id, c);
    }

    Review run()
    {
        read();
        drop_repeats();
        for (Row const& row : rows_)
            if (row.verdict == Verdict::reject || row.verdict == Verdict::move) reject(row);
        for (Row const& row : rows_)
            if (row.verdict == Verdict::approve || row.verdict == Verdict::prefer) take(row);
        for (Row const& row : rows_)
            if (row.verdict == Verdict::move) move(row);
        std::ranges::sort(review_.preferred);
        auto const repeated = std::ranges::unique(review_.preferred);
        review_.preferred.erase(repeated.begin(), repeated.end());
        tell();
        return std::move(review_);
    }

  private:
    Candidate& candidate(Row const& row) { return base_.candidates[row.place]; }

    void set_aside(std::int64_t line, std::string reason)
    {
        ++set_aside_;
        auto const file = named_from(scenario_.file.parent_path(), scenario_.placement.review);
        base_.rejected.push_back({file, "", line, std::move(reason), "verdict of the review", 1, "verdicts"});
    }

    void read()
    {
        TableRows const table{scenario_.placement.review, Rows::may_lack};
        if (table.size() == 0) return;
        auto const place = table.column("place"), verdict = table.column("verdict");
        auto const remark = table.optional_column("remark"), x = table.optional_column("x"),
                   y = table.optional_column("y");
        auto const cell = [&](std::size_t row, std::optional<TableRows::Column> const& column) {
            return column ? trimmed(table.cell(row, *column)) : std::string{};
        };
        for (std::size_t i = 0; i < table.size(); ++i) {
            auto const found = by_id_.find(cell(i, place));
            auto const word = plain_word(table.cell(i, verdict));
            auto const named = std::ranges::find(verdict_names, word);
            auto const to_x = coordinate(cell(i, x)), to_y = coordinate(cell(i, y));
            Row row{table.line(i), {}, {}, cell(i, remark), {}};
            if (found == by_id_.end()) {
                set_aside(row.line, to_say("no candidate has the id \"{}\"", cell(i, place)));
            } else if (named == verdict_names.end()) {
                set_aside(row.line, to_say("\"{}\" is no verdict{}; there are {}", word,
                                           did_you_mean(word, verdict_names), fmt::join(verdict_names, ", ")));
            } else {
                row.place = found->second;
                row.verdict = static_cast<Verdict>(named - verdict_names.begin());
                if (row.verdict == Verdict::move && to_x && to_y) row.to = Point{*to_x, *to_y};
                if (row.verdict == Verdict::move && !row.to)
                    set_aside(row.line, "a move without numbers in x and y");
                else
                    rows_.push_back(std::move(row));
            }
        }
    }

    void drop_repeats()
    {
        std::map<CandidateId, std::vector<Row const*>> by_place;
        for (Row const& row : rows_)
            by_place[row.place].push_back(&row);
        std::vector<Row> kept;
        for (Row const& row : rows_) {
            auto const& same = by_place[row.place];
            bool const agree = std::ranges::all_of(same, [&](Row const* r) { return r->asks() == row.asks(); });
            if (!agree)
                set_aside(row.line, to_say("contradicts another row on {}", candidate(row).id));
            else if (same.front() != &row)
                set_aside(row.line, to_say("says again what line {} says", same.front()->line));
            else
                kept.push_back(row);
        }
        rows_ = std::move(kept);
    }

    void say(CandidateId place, Verdict verdict, std::string const& remark)
    {
        review_.words[place] = verdict_names[static_cast<std::size_t>(verdict)] + (remark.empty() ? "" : ": " + remark);
    }

    void reject(Row const& row)
    {
        candidate(row).reasons.emplace_back(rejected_in_review);
        say(row.place, row.verdict, row.remark);
    }

    void take(Row const& row)
    {
        if (!candidate(row).eligible())
            return set_aside(row.line, to_say("{} breaks hard rules: {}", candidate(row).id,
                                              fmt::join(candidate(row).reasons, " ")));
        (row.verdict == Verdict::approve ? review_.approved : review_.preferred).push_back(row.place);
        say(row.place, row.verdict, row.remark);
    }

    void move(Row const& row)
    {
        auto const target = nearest(*row.to);
        if (!target) {
            base_.notes.push_back(
                to_say("review: no eligible candidate lies within {:g} m of where {} is to move; it is rejected",
                       move_within_m, candidate(row).id));
            return;
        }
        review_.preferred.push_back(target);
        if (review_.words_of(target).empty()) say(target, Verdict::prefer, "moved from " + candidate(row).id);
    }

    CandidateId nearest(Point p) const
    {
        CandidateId best;
        auto const key = [&](CandidateId c) {
            Point const pole = base_.candidates[c].pole;
            PointMm const a = whole_mm(pole), b = whole_mm(p);
            return std::tuple{(a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y), place_order(pole), c};
        };
        for (CandidateId const c : base_.candidates.ids()) {
            Candidate const& one = base_.candidates[c];
            if (!one.eligible() || !contains(grown(box_of(p), move_within_m), box_of(one.pole))) continue;
            if (std::get<0>(key(c)) > whole_mm(move_within_m) * whole_mm(move_within_m)) continue;
            if (!best || key(c) < key(best)) best = c;
        }
        return best;
    }

    void tell();

    Scenario const& scenario_;
    BaseLayers& base_;
    std::unordered_map<std::string, CandidateId> by_id_;
    std::vector<Row> rows_;
    std::int64_t set_aside_{};
    Review review_;
};

void Reviewing::tell()
{
    std::array<std::int64_t, 4> counts{};
    for (Row const& row : rows_)
        if (review_.words.contains(row.place)) ++counts[static_cast<std::size_t>(row.verdict)];
    auto const [approved, rejected, preferred, moved] = counts;
    base_.notes.push_back(to_say("review: {} places approved, {} rejected, {} preferred, {} moved", approved, rejected,
                                 preferred, moved));
    if (set_aside_ > 0)
        base_.notes.push_back(
            to_say("{}{} rows of the review do not count; set_aside.csv says why", warning_sign, set_aside_));
    std::map<MunicipalityId, int> of_municipality;
    Spacing spacing{scenario_.placement.rules.min_station_m};
    std::int64_t close = 0;
    for (CandidateId const c : review_.approved) {
        ++of_municipality[base_.candidates[c].municipality];
        close += spacing.forbids(base_.candidates[c].pole);
        spacing.add(base_.candidates[c].pole);
    }
    if (close > 0)
        base_.notes.push_back(to_say("review: {} approved places lie nearer than {:g} m to another one; they stay",
                                     close, scenario_.placement.rules.min_station_m));
    for (auto const& [municipality, count] : of_municipality) {
        auto const& name = base_.municipalities[municipality].name;
        auto const quota = std::ranges::find(scenario_.placement.quotas, name, &Quota::municipality);
        bool const has_one = quota != scenario_.placement.quotas.end();
        if (has_one && (quota->stations == 0 || count <= quota->stations)) continue;
        base_.notes.push_back(to_say("review: {} places are approved in {}, which has {}; they stay", count, name,
                                     has_one ? to_say("a quota of {}", quota->stations) : "no quota"));
    }
}

}  // namespace

Review apply_review(Scenario const& scenario, BaseLayers& base)
{
    return scenario.placement.review.empty() ? Review{} : Reviewing{scenario, base}.run();
}

}  // namespace laad
