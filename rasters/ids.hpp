// SPDX-License-Identifier: Apache-2.0
// Numbers of things, a type for each kind of thing, and the lists that go by them.
#pragma once

#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <ranges>
#include <span>
#include <utility>
#include <vector>

namespace laad {

/// The number of a thing in the list of its kind; −1: none.
template <class Thing>
class Id {
  public:
    using difference_type = std::ptrdiff_t;

    constexpr Id() = default;
    constexpr explicit Id(std::integral auto number) : number_{static_cast<std::int32_t>(number)} {}

    constexpr explicit operator bool() const { return number_ >= 0; }
    constexpr std::int32_t number() const { return number_; }
    constexpr std::size_t index() const { return static_cast<std::size_t>(number_); }

    constexpr Id& operator++() { return *this = Id{number_ + 1}; }
    constexpr Id operator++(int) { return std::exchange(*this, Id{number_ + 1}); }
    constexpr Id& operator--() { return *this = Id{number_ - 1}; }
    constexpr Id operator--(int) { return std::exchange(*this, Id{number_ - 1}); }
    friend constexpr auto operator<=>(Id, Id) = default;

  private:
    std::int32_t number_{-1};
};

using AssetId = Id<struct AssetOfGrid>;
using CandidateId = Id<struct CandidateOfPlan>;
using ChargerId = Id<struct ChargerOfRegion>;
using MunicipalityId = Id<struct MunicipalityOfRegion>;
using NeighbourhoodId = Id<struct NeighbourhoodOfRegion>;
using NodeId = Id<struct NodeOfDemand>;
using SearchAreaId = Id<struct SearchAreaOfUse>;
using SquareId = Id<struct SquareOfWhiteSpots>;

/// The first `count` numbers, in order.
template <class Id>
auto first_ids(std::size_t count)
{
    return std::views::iota(Id{0}, Id{count});
}

/// Values by the id of what they belong to; no other number finds one.
template <class Id, class T>
class Indexed : public std::vector<T> {
  public:
    using std::vector<T>::vector;
    Indexed(std::vector<T> values) : std::vector<T>(std::move(values)) {}

    decltype(auto) operator[](Id id) { return std::vector<T>::operator[](id.index()); }
    decltype(auto) operator[](Id id) const { return std::vector<T>::operator[](id.index()); }
    bool has(Id id) const { return id && id.index() < this->size(); }
    auto ids() const { return first_ids<Id>(this->size()); }
};

/// The same of values that lie elsewhere.
template <class Id, class T>
class IndexedSpan : public std::span<T> {
  public:
    using std::span<T>::span;
    IndexedSpan(std::span<T> values) : std::span<T>{values} {}

    T& operator[](Id id) const { return std::span<T>::operator[](id.index()); }
    bool has(Id id) const { return id && id.index() < this->size(); }
    auto ids() const { return first_ids<Id>(this->size()); }
};

}  // namespace laad

template <class Thing>
struct std::hash<laad::Id<Thing>> {
    std::size_t operator()(laad::Id<Thing> id) const { return std::hash<std::int32_t>{}(id.number()); }
};
