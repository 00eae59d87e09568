// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/stored.hpp"

#include "host/prepare/archive_geometry.hpp"
#include "host/prepare/base_sense.hpp"
#include "rasters/io/unfinished_file.hpp"

namespace laad {

template <class Archive>
void fields(Archive& archive, Is<Link> auto& v)
{
    archive(v.a, v.b, v.cost_cm);
}
template <class Archive>
void fields(Archive& archive, Is<Access> auto& v)
{
    archive(v.cell, v.walk_cm);
}
template <class Archive>
void fields(Archive& archive, Is<Gemeente> auto& v)
{
    archive(v.name, v.code, v.market_model);
}
template <class Archive>
void fields(Archive& archive, Is<Buurt> auto& v)
{
    archive(v.key, v.gemeente, v.shape, v.share_in_area, v.dwellings);
}
template <class Archive>
void fields(Archive& archive, Is<Charger> auto& v)
{
    archive(v.id, v.at, v.cell, v.evse, v.evse_assumed, v.access, v.access_inferred, v.planned, v.in_area, v.entry);
}
template <class Archive>
void fields(Archive& archive, Is<Site> auto& v)
{
    archive(v.cell, v.evse, v.in_area, v.entry, v.chargers);
}
template <class Archive>
void fields(Archive& archive, Is<Dwelling> auto& v)
{
    archive(v.at, v.buurt, v.in_area, v.own_driveway, v.entry);
}
template <class Archive>
void fields(Archive& archive, Is<DemandNode> auto& v)
{
    archive(v.cell, v.access_cm, v.dwellings, v.in_area, v.buurt);
}
template <class Archive>
void fields(Archive& archive, Is<DemandShare> auto& v)
{
    archive(v.node, v.buurt, v.before, v.after);
}
template <class Archive>
void fields(Archive& archive, Is<Candidate> auto& v)
{
    archive(v.id, v.bay_ids, v.bays, v.pole, v.buurt, v.gemeente, v.entry, v.reasons, v.passed, v.unchecked);
}
template <class Archive>
void fields(Archive& archive, Is<Rejected> auto& v)
{
    archive(v.file, v.layer, v.feature, v.reason);
}
template <class Archive>
void fields(Archive& archive, Is<TileKeys> auto& v)
{
    archive(v.surface, v.area, v.buurt);
}
template <class Archive>
void fields(Archive& archive, Is<BaseLayers> auto& v)
{
    archive(v.grid, v.links, v.gemeenten, v.buurten, v.chargers, v.sites, v.dwelling_points, v.nodes, v.shares,
            v.weightless_buurten, v.candidates, v.rejected, v.notes);
}

void store(BaseLayers const& base, TileKeys const& keys, std::string const& key, std::filesystem::path const& file)
{
    UnfinishedFile unfinished{file};
    ArchiveWriter archive{unfinished.path()};
    archive(key, keys, base);
    archive.finish();
    unfinished.publish();
}

bool load(std::filesystem::path const& file, std::string const& key, BaseLayers& base, TileKeys& keys)
{
    MappedFile const mapped{file};
    if (!is_whole(mapped.bytes())) return false;
    ArchiveReader archive{mapped.bytes()};
    std::string stored_key;
    archive(stored_key);
    if (stored_key != key) return false;
    archive(keys, base);
    return archive.is_done() && makes_sense(base);
}

}  // namespace laad
