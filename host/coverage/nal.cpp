// SPDX-License-Identifier: Apache-2.0
#include "host/coverage/coverage.hpp"

#include "host/intake/input_notes.hpp"
#include "host/intake/number_field.hpp"
#include "host/prepare/boxes.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>

#include <tbb/parallel_for.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <map>
#include <set>

namespace laad {
namespace {

constexpr int square_m = 500;

/// A square by its south-west corner in units of 500 m; the order is that of the ids.
struct SquareKey {
    std::int64_t east{};
    std::int64_t north{};

    auto operator<=>(SquareKey const&) const = default;
};

using Squares = std::map<SquareKey, NalSquare>;

SquareKey square_of(Point p)
{
    return {static_cast<std::int64_t>(std::floor(p.x / square_m)),
            static_cast<std::int64_t>(std::floor(p.y / square_m))};
}

Box box_of(SquareKey key)
{
    auto const west = static_cast<double>(key.east * square_m);
    auto const south = static_cast<double>(key.north * square_m);
    return {west, south, west + square_m, south + square_m};
}

SquareKey key_of(NalSquare const& square)
{
    return square_of({square.box.west, square.box.south});
}

std::string id_of(SquareKey key)
{
    return fmt::format("E{:04}N{:04}", key.east * square_m / 100, key.north * square_m / 100);
}

/// Consecutive rows (or columns) of the grid that lie in one row (column) of squares, by cell centre.
struct Strip {
    int first{};
    int count{};
};

template <class InSameSquare>
std::vector<Strip> strips_of(int cells, InSameSquare same)
{
    std::vector<Strip> strips;
    for (int i = 0; i < cells; ++i) {
        if (i == 0 || !same(i - 1, i)) strips.push_back({i, 0});
        ++strips.back().count;
    }
    return strips;
}

std::int64_t cells_in_area(Raster<std::uint8_t> const& area, int row, Strip const& columns)
{
    std::uint8_t const* const first = &area[{row, columns.first}];
    bool const all_one = std::memcmp(first, first + 1, static_cast<std::size_t>(columns.count) - 1) == 0;
    if (all_one) return *first == 0 ? 0 : columns.count;
    return columns.count - std::count(first, first + columns.count, std::uint8_t{0});
}

/// Cells in the area, for every strip of rows and, in it, every strip of columns.
std::vector<std::int64_t> cells_in_area(BlockLayer<std::uint8_t> const& area, std::vector<Strip> const& rows,
                                        std::vector<Strip> const& cols)
{
    constexpr int band_rows = 512;
    Shape const shape = area.shape();
    std::vector<std::size_t> strip_of_row;
    for (std::size_t r = 0; r < rows.size(); ++r)
        strip_of_row.resize(strip_of_row.size() + static_cast<std::size_t>(rows[r].count), r);
    std::vector<std::int64_t> counts(rows.size() * cols.size());
    tbb::parallel_for(0, (shape.rows + band_rows - 1) / band_rows, [&](int number) {
        int const top = number * band_rows;
        auto const band = area.read({{top, 0}, {std::min(band_rows, shape.rows - top), shape.cols}});
        for (int row = 0; row < band.shape().rows; ++row) {
            std::size_t const strip = strip_of_row[static_cast<std::size_t>(top + row)];
            for (std::size_t c = 0; c < cols.size(); ++c)  // two bands may share a strip
                std::atomic_ref{counts[strip * cols.size() + c]} += cells_in_area(band, row, cols[c]);
        }
    });
    return counts;
}

/// The squares with a cell of the area (by cell centre).
Squares squares_of(BaseLayers const& base)
{
    GridSpec const& grid = base.grid;
    auto const key_at = [&](int row, int col) { return square_of(grid.centre({row, col})); };
    auto const rows =
        strips_of(grid.shape.rows, [&](int a, int b) { return key_at(a, 0).north == key_at(b, 0).north; });
    auto const cols = strips_of(grid.shape.cols, [&](int a, int b) { return key_at(0, a).east == key_at(0, b).east; });
    auto const in_area = cells_in_area(base.area, rows, cols);
    Squares squares;
    for (std::size_t r = 0; r < rows.size(); ++r)
        for (std::size_t c = 0; c < cols.size(); ++c)
            if (std::int64_t const cells = in_area[r * cols.size() + c]; cells > 0) {
                auto const key = key_at(rows[r].first, cols[c].first);
                NalSquare& square = squares[key];
                square.id = id_of(key);
                square.box = box_of(key);
                square.partial =
                    cells < std::int64_t{rows[r].count} * cols[c].count || !contains(box_of(grid), square.box);
            }
    return squares;
}

/// A household a dwelling.
void count_households(BaseLayers const& base, Squares& squares)
{
    for (Dwelling const& dwelling : base.dwelling_points)
        if (auto const square = squares.find(square_of(dwelling.at)); square != squares.end())
            ++square->second.households;
}

/// The square that a shape of the CBS layer is.
/// Errors  InputError: it has another size, or lies across the squares of 500 m
SquareKey square_of(FeatureTable const& table, Feature const& feature)
{
    constexpr double off_m = 25;  // a layer of another CRS comes back slightly turned
    Box const box = box_of(feature.geometry);
    double const width = box.east - box.west;
    double const height = box.north - box.south;
    if (std::abs(width - square_m) > off_m || std::abs(height - square_m) > off_m)
        throw InputError{
            fmt::format("{}, layer {}, feature {}: a square of {:.0f} x {:.0f} m ({} counts in CBS squares of 500 x "
                        "500 m), name the layer of 500 m squares in coverage.cbs_squares, or leave the key out to "
                        "estimate households from addresses",
                        table.file, table.layer, feature.id, width, height, nal_definition)};
    SquareKey const key = square_of({(box.west + box.east) / 2, (box.south + box.north) / 2});
    Box const square = box_of(key);
    if (std::abs(square.west - box.west) > off_m || std::abs(square.south - box.south) > off_m)
        throw InputError{fmt::format(
            "{}, layer {}, feature {}: its south-west corner {:.0f}, {:.0f} is no multiple of 500 m (another grid than "
            "that of the CBS squares), name a layer of CBS squares in coverage.cbs_squares, or leave the key out",
            table.file, table.layer, feature.id, box.west, box.south)};
    return key;
}

/// Households of the CBS layer. CBS leaves out squares where nobody lives and writes a negative number for a count that
/// is too small to publish: both are 0 here, far below any limit.
void read_households(Scenario const& scenario, Squares& squares)
{
    LayerRef const& source = *scenario.coverage.cbs_squares;
    Box within = squares.begin()->second.box;
    for (auto& [key, square] : squares) {
        within = joined(within, square.box);
        square.households = 0;
    }
    FeatureTable const table = read_layer(request_of(source, scenario.region.epsg, within));
    std::set<SquareKey> found;
    NumberField households_field{"coverage.cbs_households_field", scenario.coverage.cbs_households_field, table, 1e6};
    bool any_number = false;
    for (Feature const& feature : table.features) {
        if (feature.geometry.polygons.empty()) continue;
        auto const square = squares.find(square_of(table, feature));
        if (square == squares.end()) continue;
        if (!found.insert(square->first).second)
            throw InputError{fmt::format(
                "{}, layer {}, feature {}: square {} is there twice (two years in one layer?), choose with where",
                table.file, table.layer, feature.id, square->second.id)};
        auto const households = households_field.of(feature);
        any_number = any_number || households;
        square->second.households = std::llround(std::max(0.0, households.value_or(0)));
    }
    households_field.finish(table);
    if (!found.empty() && !any_number)
        throw InputError{fmt::format(
            "{}, layer {}: field \"{}\" (coverage.cbs_households_field) holds no number in the area; name the field "
            "with households; there are: {}",
            table.file, table.layer, scenario.coverage.cbs_households_field, fmt::join(table.fields, ", "))};
    if (found.empty())
        throw InputError{fmt::format(
            "{}, layer {}: no square of 500 x 500 m lies in the area, is it another region, or a layer of points?",
            table.file, table.layer)};
}

NalState state_of(NalSquare const& square)
{
    if (square.public_evse > 0) return NalState::green;
    if (!square.obliged) return NalState::grey;
    return square.semi_public_evse > 0 ? NalState::blue : NalState::white;
}

}  // namespace

std::string nal_square_at(Point p)
{
    return id_of(square_of(p));
}

Indexed<SquareId, NalSquare> nal_squares(Scenario const& scenario, BaseLayers const& base)
{
    CoverageConfig const& config = scenario.coverage;
    Squares squares = squares_of(base);
    if (squares.empty()) return {};
    count_households(base, squares);
    if (config.cbs_squares) read_households(scenario, squares);

    Indexed<SquareId, NalSquare> result;
    for (auto& [key, square] : squares) {
        square.households_estimated = !config.cbs_squares;
        square.obliged = square.households >= config.nal_households;
        square.uncertain = std::abs(square.households - config.nal_households) <= config.nal_uncertain_margin;
        result.push_back(std::move(square));
    }
    count_points(base.chargers, result);
    return result;
}

void count_points(Indexed<ChargerId, Charger> const& chargers, Indexed<SquareId, NalSquare>& squares)
{
    for (NalSquare& square : squares)
        square.public_evse = square.semi_public_evse = 0;
    for (Charger const& charger : chargers) {
        if (charger.planned) continue;
        auto const square = std::ranges::lower_bound(squares, square_of(charger.at), {},
                                                     [](NalSquare const& one) { return key_of(one); });
        if (square == squares.end() || key_of(*square) != square_of(charger.at)) continue;
        bool const is_public = charger.access == ChargerAccess::is_public;
        (is_public ? square->public_evse : square->semi_public_evse) += charger.evse;
    }
    for (NalSquare& square : squares)
        square.state = state_of(square);
}

}  // namespace laad
