// SPDX-License-Identifier: Apache-2.0
// A table is defined once: its columns, and how each takes its cell from a row. Layers of a GeoPackage, CSV files,
// content hashes and tables of a page are made of that.
#pragma once

#include "host/language/said_note.hpp"
#include "host/present/cell.hpp"
#include "host/present/page.hpp"

#include <tbb/parallel_for.h>

#include <functional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace laad {

/// `cell`: of a row, as a type that cell.hpp knows, which says how it stands in files and on a page.
template <class Row>
struct Column {
    template <class Of>
    Column(std::string in_files, std::string on_page, Of cell) : name{std::move(in_files)}, title{std::move(on_page)}
    {
        using Held = std::remove_cvref_t<std::invoke_result_t<Of const&, Row const&>>;
        kind = TableCell<Held>::kind;
        is_number = TableCell<Held>::is_number;
        value = [cell](Row const& row) { return TableCell<Held>::value(std::invoke(cell, row)); };
        shown = [cell](Row const& row) { return TableCell<Held>::shown(std::invoke(cell, row)); };
    }
    template <class Of>
    Column(std::string in_files, Of cell) : Column{std::move(in_files), "", std::move(cell)}
    {
    }

    std::string name;   ///< empty: on the page alone
    std::string title;  ///< empty: in files alone
    FieldKind kind{};
    bool is_number{};
    std::function<Value(Row const&)> value;
    std::function<std::string(Row const&)> shown;
};

template <class Row>
struct Table {
    std::string name;
    std::string description;  ///< in English
    std::vector<Column<Row>> columns;
    ShapeKind shape{ShapeKind::none};
    std::function<Geometry(Row const&)> geometry{};
    std::string qml{};
};

/// The table with its rows, numbered from 1, as files hold it.
template <class Row>
OutputLayer filled(Table<Row> const& table, std::vector<Row> const& rows)
{
    OutputLayer layer{table.name, said_note(table.description),      table.shape,
                      {},         std::vector<Feature>(rows.size()), table.qml};
    for (Column<Row> const& column : table.columns)
        if (!column.name.empty()) layer.fields.push_back({column.name, column.kind});
    tbb::parallel_for(std::size_t{0}, rows.size(), [&](std::size_t i) {
        Feature& feature = layer.features[i];
        feature.id = static_cast<std::int64_t>(i) + 1;
        if (table.geometry) feature.geometry = table.geometry(rows[i]);
        feature.values.reserve(layer.fields.size());
        for (Column<Row> const& column : table.columns)
            if (!column.name.empty()) feature.values.push_back(column.value(rows[i]));
    });
    return layer;
}

/// The columns that have a title, for a page. `rows`: any of the table's.
template <class Row>
PageTable on_page(std::string caption, std::vector<Column<Row>> const& columns, std::vector<Row> const& rows,
                  Cut cut = {})
{
    PageTable page{std::move(caption), {}, std::vector<std::vector<std::string>>(rows.size()), std::move(cut)};
    for (Column<Row> const& column : columns) {
        if (column.title.empty()) continue;
        page.columns.push_back({column.title, column.is_number});
        for (std::size_t i = 0; i < std::min(rows.size(), page.cut.most); ++i)
            page.rows[i].push_back(column.shown(rows[i]));
    }
    return page;
}

/// Rows without geometry as CSV (RFC 4180, UTF-8, point as decimal sign).
std::string csv(OutputLayer const&);

/// Name and content hash of each table: field names and typed values, rows in the order of their key, no geometry.
std::vector<std::pair<std::string, std::string>> table_hashes(std::vector<OutputLayer> const& tables);

Geometry point(Point);
Geometry polygons(std::vector<Polygon>);
Polygon rectangle(Box);

}  // namespace laad
