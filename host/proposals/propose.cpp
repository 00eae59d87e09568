// SPDX-License-Identifier: Apache-2.0
#include "host/proposals/propose.hpp"

#include "host/exports/spreadsheet.hpp"
#include "host/language/to_say.hpp"
#include "host/plan_folder/stored_candidates.hpp"
#include "host/present/folder.hpp"
#include "host/present/publisher.hpp"
#include "host/proposals/answers.hpp"
#include "host/proposals/pressed_areas.hpp"
#include "host/proposals/proposal_sheet.hpp"
#include "host/proposals/proposal_words.hpp"
#include "host/proposals/proposals_page.hpp"
#include "host/proposals/sheet_spaces.hpp"
#include "host/sheets/print_pdf.hpp"
#include "host/work/own_folder.hpp"
#include "rasters/interrupt.hpp"
#include "rasters/io/files/content_hash.hpp"
#include "rasters/io/vectors/exchange_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

namespace laad {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds print_limit{60};

std::set<std::string> possible_spaces(StoredPlan const& plan, std::vector<AskedSpace> const& earlier)
{
    std::set<std::string> asked;
    for (AskedSpace const& one : earlier)
        asked.insert(one.space.candidate);
    std::set<std::string> possible;
    if (asked.empty()) return possible;
    each_candidate(plan.path, {}, [&](StoredCandidate const& one) {
        // What people rejected in the review they may accept later; the answer decides.
        bool const is_stopped =
            std::ranges::any_of(one.stopped_by, [](std::string const& rule) { return rule != rejected_in_review; });
        if (!is_stopped && asked.contains(one.id)) possible.insert(one.id);
    });
    return possible;
}

std::string content_of(fs::path const& file)
{
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

void keep_file(fs::path const& from, fs::path const& to)
{
    std::error_code no_link;
    fs::create_hard_link(from, to, no_link);
    if (no_link) fs::copy_file(from, to);
}

void tell(std::vector<std::string> const& more, std::vector<std::string>& notes)
{
    for (std::string const& note : more)
        if (std::ranges::count(notes, note) == 0) notes.push_back(note);
}

/// A hash of all that the layers hold.
std::string hash_of(std::vector<OutputLayer> const& layers)
{
    ContentHash hash;
    for (auto const& [name, content] : table_hashes(layers)) {
        hash.add(name);
        hash.add(content);
    }
    auto const add = [&](std::vector<Point> const& points) {
        for (Point const p : points)
            hash.add(fmt::format("{} {}", p.x, p.y));
    };
    for (OutputLayer const& layer : layers)
        for (Feature const& row : layer.features) {
            add(row.geometry.points);
            for (Polygon const& polygon : row.geometry.polygons) {
                add(polygon.outer);
                for (Ring const& hole : polygon.holes)
                    add(hole);
            }
        }
    return hash.digest();
}

class Proposing {
  public:
    Proposing(ProposeRequest const& request, SheetProgress const& progress)
        : request_{request},
          progress_{progress},
          sheets_{sheet_plan_of(read_plan(request.plan))},
          areas_{pressed_areas(plan())},
          month_{last_month_of_use(plan())},
          read_{content_of(out() / proposal_files::answers)},
          earlier_{earlier_proposals(out(), plan())}
    {
        made_.notes = earlier_.notes;
        tell(logo_notes(plan().config), made_.notes);
        made_.round = next_round(earlier_.proposals, areas_, possible_spaces(plan(), earlier_.proposals), month_);
        find_spaces();
        std::map<std::string, Whereabouts> where;
        for (auto const& [id, space] : spaces_)
            where[id] = space.plan.where;
        say_of(round(), areas_, plan().config, where);
        alternatives_ = alternative_rows(round(), areas_);
        for (AlternativeRow& row : alternatives_)
            row.where = where[row.space->candidate];
        rows_ = area_rows(round(), areas_);
        made_.areas = rows_.size();
        made_.areas_without = static_cast<std::size_t>(std::ranges::count(rows_, nullptr, &AreaRow::proposal));
    }

    Proposed run()
    {
        replace_folder(out(), [&](fs::path const& folder) {
            write_tables(folder);
            write_sheets(folder);
            SheetKind const kind = request_.browser ? SheetKind::pdf : SheetKind::html;
            write_text(folder / proposal_files::page, proposals_page(plan(), round(), rows_, month_, kind));
            keep_others(folder);
            if (content_of(out() / proposal_files::answers) != read_)
                throw InputError{
                    fmt::format("{} was changed while the proposals were made; nothing was written: call propose again",
                                (out() / proposal_files::answers).string())};
        });
        return std::move(made_);
    }

  private:
    StoredPlan const& plan() const { return sheets_.plan; }
    Round& round() { return made_.round; }
    fs::path out() const { return without_trailing_slash(request_.out); }

    std::vector<AskedSpace const*> open() const
    {
        std::vector<AskedSpace const*> all;
        for (AskedSpace const& one : made_.round.proposals)
            if (one.state() == State::open) all.push_back(&one);
        return all;
    }

    void find_spaces()
    {
        std::set<std::string> drawn;
        for (AskedSpace const* one : open())
            drawn.insert(one->space.candidate);
        std::set<std::string> shown = drawn;
        for (AlternativeRow const& row : alternative_rows(round(), areas_))
            shown.insert(row.space->candidate);
        spaces_ = sheet_spaces(plan(), shown, drawn);
    }

    void write_tables(fs::path const& folder)
    {
        auto const csv = [&](char const* name, OutputLayer const& layer) {
            write_text(folder / name, spreadsheet_csv(layer));
        };
        std::vector<OutputLayer> layers{filled(asked_table(), round().proposals),
                                        filled(asked_area_table(), round().proposals), filled(area_table(), rows_),
                                        filled(alternative_table(), alternatives_)};
        csv(proposal_files::answers, with_own_columns(layers[0]));
        csv(proposal_files::areas, layers[2]);
        csv(proposal_files::alternatives, layers[3]);
        csv(proposal_files::review, filled(verdict_table(), answered()));
        write_geojson(folder / proposal_files::areas_json, plan().grid.epsg, layers[2], "search_area");
        std::vector<AskedSpace> waiting;
        for (AskedSpace const* one : open())
            waiting.push_back(*one);
        write_geojson(folder / proposal_files::open, plan().grid.epsg, filled(asked_table(), waiting), "proposal");
        std::string const content = hash_of(layers);
        if (content == earlier_.content)  // a GeoPackage holds the time at which it was written
            return keep_file(out() / proposal_files::map, folder / proposal_files::map);
        layers.push_back(about(content));
        write_geopackage(folder / proposal_files::map, plan().grid.epsg, layers);
    }

    OutputLayer about(std::string const& content) const
    {
        OutputLayer layer{.name = "about", .fields = {{"name"}, {"value"}}};
        for (auto const& [name, value] :
             std::initializer_list<std::pair<std::string, std::string>>{{"format", "1"},
                                                                        {"region", plan().region},
                                                                        {"epsg", std::to_string(plan().grid.epsg)},
                                                                        {"content", content}})
            layer.features.push_back({.values = {name, value}});
        return layer;
    }

    OutputLayer with_own_columns(OutputLayer layer) const
    {
        for (std::string const& name : earlier_.own_columns)
            layer.fields.push_back({name});
        for (std::size_t i = 0; i < layer.features.size(); ++i) {
            auto cells = made_.round.proposals[i].own_cells;
            cells.resize(earlier_.own_columns.size());
            for (std::string& cell : cells)
                layer.features[i].values.emplace_back(std::move(cell));
        }
        return layer;
    }

    std::vector<AskedSpace> answered() const
    {
        std::vector<AskedSpace> all;
        std::ranges::copy_if(made_.round.proposals, std::back_inserter(all), [](AskedSpace const& one) {
            return one.state() == State::accepted || one.state() == State::rejected;
        });
        return all;
    }

    void write_sheets(fs::path const& folder)
    {
        fs::create_directory(folder / proposal_files::sheets);
        CellGround const cells{plan()};
        auto const all = open();
        for (std::size_t i = 0; i < all.size(); ++i) {
            stop_if_interrupted();
            progress_(all[i]->id(), static_cast<double>(i) / static_cast<double>(all.size()));
            write_sheet(folder, *all[i], cells);
        }
        if (!request_.browser && !all.empty())
            made_.notes.push_back(to_say(
                "There is no Chromium on this machine, so there are no PDF files; print the pages from a browser "
                "at 100 %."));
    }

    SheetProposal sheet_of(AskedSpace const& one) const
    {
        auto const row = std::ranges::find(rows_, &one, &AreaRow::proposal);
        SheetProposal sheet{&one, row->area, {}, {}, reasons_for(one, *row->area, plan().config)};
        auto const& state = made_.round.areas[static_cast<std::size_t>(row - rows_.begin())];
        for (int const number : state.rejected_before)
            sheet.rejected.push_back(&*std::ranges::find(made_.round.proposals, number, &AskedSpace::number));
        std::ranges::copy_if(alternatives_, std::back_inserter(sheet.alternatives),
                             [&](AlternativeRow const& other) { return other.proposal == &one; });
        return sheet;
    }

    void write_sheet(fs::path const& folder, AskedSpace const& one, CellGround const& cells)
    {
        SheetProposal const sheet = sheet_of(one);
        SheetGround const ground{plan(), seen_of(sheet)};
        tell(ground.notes(), made_.notes);
        std::string const html = proposal_sheet(sheets_, sheet, spaces_, ground, cells);
        fs::path const stem = fs::path{proposal_files::sheets} / one.id();
        auto const with = [&](fs::path const& in, char const* ending) { return in / (stem.string() + ending); };
        write_text(with(folder, ".html"), html);
        if (fs::exists(with(out(), ".pdf")) && content_of(with(out(), ".html")) == html)
            return keep_file(with(out(), ".pdf"), with(folder, ".pdf"));
        if (!request_.browser) return;
        std::string const problem =
            print_pdf(*request_.browser, with(folder, ".html"), with(folder, ".pdf"), print_limit);
        if (problem.empty())
            ++made_.printed;
        else
            made_.notes.push_back(to_say("{} was not printed: {}", one.id() + ".pdf", problem));
    }

    /// What else lies in the folder: sheets of what was answered or closed, and what its reader put there.
    void keep_others(fs::path const& folder) const
    {
        if (!fs::exists(out())) return;
        for (fs::directory_entry const& entry : fs::recursive_directory_iterator{out()}) {
            fs::path const name = entry.path().lexically_relative(out());
            fs::path const to = folder / name;
            fs::path page = to;
            bool const is_old_print = to.extension() == ".pdf" && fs::exists(page.replace_extension(".html")) &&
                                      name.parent_path() == proposal_files::sheets && made_now(name.stem().string());
            bool const is_passing =
                name == WorkLock::file_name || name.string().starts_with(std::string{proposal_files::map} + "-");
            if (is_old_print || is_passing || fs::exists(fs::symlink_status(to))) continue;
            if (entry.is_symlink())
                fs::copy_symlink(entry.path(), to);
            else if (entry.is_directory())
                fs::create_directory(to);
            else if (entry.is_regular_file())
                keep_file(entry.path(), to);
        }
    }

    bool made_now(std::string const& id) const
    {
        return std::ranges::any_of(open(), [&](AskedSpace const* one) { return one->id() == id; });
    }

    ProposeRequest const& request_;
    SheetProgress const& progress_;
    SheetPlan sheets_;
    std::vector<PressedArea> areas_;
    std::string month_;
    std::string read_;  ///< the answers as they were read
    EarlierProposals earlier_;
    Proposed made_;
    std::map<std::string, SheetPlace> spaces_;
    std::vector<AlternativeRow> alternatives_;
    std::vector<AreaRow> rows_;
};

}  // namespace

Proposed propose(ProposeRequest const& request, SheetProgress const& progress)
{
    finish_replacing(request.out);
    return Proposing{request, progress}.run();
}

}  // namespace laad
