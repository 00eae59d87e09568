// SPDX-License-Identifier: Apache-2.0
#include "host/proposals/answers.hpp"

#include "host/intake/table_rows.hpp"
#include "host/language/to_say.hpp"
#include "host/present/safe_text.hpp"
#include "host/proposals/cells_of.hpp"
#include "host/proposals/proposal_tables.hpp"
#include "host/reactions/plain_text.hpp"
#include "rasters/error.hpp"
#include "rasters/nearest_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

namespace laad {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> const answer_words{word(Answer::accepted), word(Answer::rejected)};

class Answers {
  public:
    Answers(fs::path const& table, EarlierProposals& earlier)
        : table_{table, Rows::may_lack},
          earlier_{earlier},
          id_{table_.column("proposal")},
          answer_{table_.column("answer")},
          reason_{table_.column("reason")}
    {
        for (AskedSpace& one : earlier.proposals)
            ids_.push_back(one.id());
    }

    void take()
    {
        find_own_columns();
        for (std::size_t row = 0; row < table_.size(); ++row)
            take(row);
        table_.finish();
        if (auto const lost = ids_.size() - lines_.size(); lost > 0)
            earlier_.notes.push_back(
                to_say_count(static_cast<std::int64_t>(lost),
                             "{} proposal is no longer in the table; what was answered on it stands",
                             "{} proposals are no longer in the table; what was answered on them stands", lost));
    }

  private:
    void find_own_columns()
    {
        std::vector<std::string> ours;
        for (auto const& column : asked_table().columns)
            ours.push_back(column.name);
        for (std::string const& name : table_.columns())
            if (!is_one_of(name, ours)) {
                own_.push_back(table_.column(name));
                earlier_.own_columns.push_back(name);
            }
        for (AskedSpace& one : earlier_.proposals)
            one.own_cells.assign(own_.size(), "");
    }

    std::string cell(std::size_t row, TableRows::Column const& column) const
    {
        return from_csv_cell(table_.cell(row, column));
    }

    void take(std::size_t row)
    {
        auto const id = table_.name(row, id_);
        if (!id) return;
        auto const known = std::ranges::find(ids_, upper(*id));
        if (known == ids_.end())
            return table_.bad(row, fmt::format("no proposal is \"{}\"{}", *id, did_you_mean(*id, ids_)));
        if (auto const [at, is_first] = lines_.emplace(*known, table_.line(row)); !is_first)
            return table_.bad(row, fmt::format("{} is in line {} too; remove one", *known, at->second));
        AskedSpace& one = earlier_.proposals[static_cast<std::size_t>(known - ids_.begin())];
        auto const answer = answer_of(row, one);
        if (!answer) return;
        one.answer = *answer;
        one.reason = plain_text(cell(row, reason_));
        for (std::size_t i = 0; i < own_.size(); ++i)
            one.own_cells[i] = cell(row, own_[i]);
        if (one.answer == Answer::rejected && one.reason.empty())
            table_.bad(row, fmt::format("{} is rejected without a reason; fill in why", one.id()));
    }

    std::optional<Answer> answer_of(std::size_t row, AskedSpace const& one)
    {
        std::string const found = plain_word(table_.cell(row, answer_));
        if (found.empty()) {
            if (one.answer == Answer::none) return Answer::none;
            table_.bad(row, fmt::format("{} was {} before and has no answer now; fill in accepted or rejected",
                                        one.id(), word(one.answer)));
            return std::nullopt;
        }
        for (Answer const answer : {Answer::accepted, Answer::rejected})
            if (found == word(answer)) return answer;
        table_.bad(row, fmt::format("\"{}\" is no answer; write accepted or rejected, or nothing{}", found,
                                    did_you_mean(found, answer_words)));
        return std::nullopt;
    }

    static std::string upper(std::string text)
    {
        if (text.starts_with('p')) text.front() = 'P';
        return text;
    }

    TableRows table_;
    EarlierProposals& earlier_;
    TableRows::Column id_, answer_, reason_;
    std::vector<TableRows::Column> own_;
    std::vector<std::string> ids_;               ///< of each proposal
    std::map<std::string, std::int64_t> lines_;  ///< by id
};

bool holds_nothing(fs::path const& folder)
{
    return !fs::exists(folder) || (fs::is_directory(folder) && fs::is_empty(folder));
}

}  // namespace

void take_answers(fs::path const& table, EarlierProposals& earlier)
{
    Answers{table, earlier}.take();
}

EarlierProposals earlier_proposals(fs::path const& folder, StoredPlan const& plan)
{
    EarlierProposals earlier;
    if (holds_nothing(folder)) return earlier;
    fs::path const map = folder / proposal_files::map;
    if (!fs::exists(map))
        throw InputError{
            fmt::format("{}: is there but holds no {}, so it is no folder of proposals; name another with --out",
                        folder.string(), proposal_files::map)};
    FeatureTable const about = read_table(map, Rows::may_lack, "about");
    std::map<std::string, std::string> facts;
    for (Feature const& row : about.features)
        facts[CellsOf{about, row}.words("name")] = CellsOf{about, row}.words("value");
    if (facts["format"] != "1")
        throw InputError{fmt::format("{}: is of another version of laadraster (format \"{}\", this reads 1)",
                                     map.string(), facts["format"])};
    if (facts["region"] != plan.region || facts["epsg"] != std::to_string(plan.grid.epsg))
        throw InputError{
            fmt::format("{}: holds proposals of {} in EPSG:{}, not of {} in EPSG:{}; name another folder with --out",
                        folder.string(), facts["region"], facts["epsg"], plan.region, plan.grid.epsg)};
    earlier.content = facts["content"];
    earlier.proposals = stored_proposals(map, plan.grid.epsg);
    fs::path const table = folder / proposal_files::answers;
    if (!fs::exists(table))
        throw InputError{
            fmt::format("{}: is gone, and answers are given in it; put it back, or write one with the header "
                        "proposal,answer,reason to go on with the answers given before",
                        table.string())};
    take_answers(table, earlier);
    return earlier;
}

}  // namespace laad
