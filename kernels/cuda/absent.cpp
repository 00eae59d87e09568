// SPDX-License-Identifier: Apache-2.0
// Linked instead of the .cu files when LAAD_CUDA=OFF, so that no caller needs an #ifdef. No CudaExec can be made here,
// so the operations are only there for the linker.
#include "kernels/demand.hpp"
#include "kernels/distance.hpp"
#include "kernels/gather.hpp"
#include "kernels/headroom.hpp"
#include "kernels/memory.hpp"
#include "kernels/nearest_asset.hpp"
#include "kernels/pressure.hpp"
#include "kernels/service.hpp"
#include "kernels/walk.hpp"

namespace laad {
namespace {

[[noreturn]] void absent()
{
    throw DeviceError{"CUDA is not compiled in (configured with LAAD_CUDA=OFF), use --device cpu"};
}

}  // namespace

CudaExec::CudaExec(int)
{
    absent();
}

CudaDevices cuda_devices()
{
    return {{}, "CUDA is not compiled in (configured with LAAD_CUDA=OFF)"};
}

void wait(CudaExec const&)
{
    absent();
}

void* allocate(CudaExec const&, std::size_t)
{
    absent();
}
void release(CudaExec const&, void*) noexcept {}
void* allocate(PinnedMemory const&, std::size_t)
{
    absent();
}
void release(PinnedMemory const&, void*) noexcept {}
void copy_in(CudaExec const&, RowCopy)
{
    absent();
}
void copy_out(CudaExec const&, RowCopy)
{
    absent();
}

void copy_within(CudaExec const&, RowCopy)
{
    absent();
}

void distance(CudaExec const&, std::span<Cell const>, Rect, int, View<std::uint16_t>, View<SiteOffset>)
{
    absent();
}

void allowed_moves(CudaExec const&, View<Surface const>, View<std::uint8_t const>, View<std::uint16_t>)
{
    absent();
}
void walk(CudaExec const&, WalkArea, View<Surface const>, std::span<WalkSource const>, int, View<std::uint16_t>,
          View<SiteOffset>)
{
    absent();
}
void evse_within(CudaExec const&, WalkArea, View<Surface const>, std::span<WalkOrigin const>, int, View<std::uint16_t>)
{
    absent();
}
void pressure(CudaExec const&, WalkArea, View<Surface const>, std::span<WalkOrigin const>, std::span<NearbyUse const>,
              int, PressureLimits const&, PressureRasters)
{
    absent();
}
ReachLists reach(CudaExec const&, WalkArea, View<std::int32_t const>, std::span<std::int32_t const>,
                 std::span<WalkOrigin const>, int)
{
    absent();
}

std::vector<std::uint32_t> spread(CudaExec const&, std::span<DemandShare const>, std::span<std::int64_t const>,
                                  std::int32_t)
{
    absent();
}
void scatter(CudaExec const&, std::span<Cell const>, std::span<std::uint32_t const>, View<std::uint32_t>)
{
    absent();
}
std::vector<std::uint16_t> gather(CudaExec const&, View<std::uint16_t const>, std::span<Cell const>)
{
    absent();
}
void demand_density(CudaExec const&, View<std::uint32_t const>, std::span<std::int32_t const>, View<std::uint32_t>)
{
    absent();
}

Service serve(CudaExec const&, ReachLists const&, std::span<Station const>, std::span<std::uint32_t const>,
              std::span<std::int32_t const>)
{
    absent();
}
std::vector<std::int64_t> gain(CudaExec const&, ReachLists const&, std::span<std::uint32_t const>, std::int64_t)
{
    absent();
}

void nearest_asset(CudaExec const&, std::span<Cell const>, std::span<AssetId const>, Rect, int, View<std::int32_t>)
{
    absent();
}
std::vector<AssetRoom> asset_headroom(CudaExec const&, std::span<GridAsset const>, std::span<std::int64_t const>,
                                      ChargingSums const&)
{
    absent();
}
void headroom(CudaExec const&, View<std::int32_t const>, std::span<ChainRoom const>, std::span<std::int32_t const>,
              HeadroomRasters)
{
    absent();
}

}  // namespace laad
