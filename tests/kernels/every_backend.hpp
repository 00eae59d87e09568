// SPDX-License-Identifier: Apache-2.0
// One body for every backend: TEST_P(EveryBackend, ...) runs on the CPU and on each CUDA device that is present, see
// executor_test.cpp.
#pragma once

#include "kernels/executor.hpp"
#include "kernels/memory.hpp"
#include "rasters/codes.hpp"
#include "rasters/raster.hpp"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <ostream>
#include <string>
#include <utility>
#include <variant>

namespace laad {

inline void PrintTo(Cell c, std::ostream* out)
{
    *out << '(' << c.row << ',' << c.col << ')';
}
inline void PrintTo(SiteOffset offset, std::ostream* out)
{
    *out << '(' << offset.drow << ',' << offset.dcol << ')';
}
// Without these a test is listed with the bytes of its executor, which differ from run to run.
inline void PrintTo(CpuExec const&, std::ostream* out)
{
    *out << "CPU";
}
inline void PrintTo(CudaExec const&, std::ostream* out)
{
    *out << "CUDA";
}

class EveryBackend : public testing::TestWithParam<Executor> {};

inline std::string backend_name(testing::TestParamInfo<Executor> const& backend)
{
    return backend.index == 0 ? std::string{"Cpu"} : "Cuda" + std::to_string(backend.index - 1);
}

/// The suite of a file of tests: each of its TEST_P runs on every backend.
#define LAAD_ON_EVERY_BACKEND(suite)            \
    class suite : public laad::EveryBackend {}; \
    INSTANTIATE_TEST_SUITE_P(Backends, suite, testing::ValuesIn(laad::available_executors()), laad::backend_name)

/// Thread counts that must not matter.
inline std::vector<Executor> thread_counts()
{
    return {CpuExec{1}, CpuExec{2}, CpuExec{7}};
}

/// A raster in the memory of `Exec` with three columns more than it shows, so that its pitch is not its width; fetching
/// it checks that the operation left those columns alone.
template <class T, class Exec>
class Lent {
  public:
    static constexpr int margin = 3;

    Lent(Exec const& exec, View<T const> shown) : exec_{exec}, shown_{{0, 0}, shown.shape}, cells_{in(exec, shown)} {}
    Lent(Exec const& exec, Shape shape) : Lent{exec, Raster<T>{shape, canary()}.view()} {}

    View<T> view() { return cells_.view().window(shown_); }
    View<T const> view() const { return cells_.view().window(shown_); }

    Raster<T> fetch() const
    {
        Raster<T> all{cells_.shape()};
        download(exec_, cells_.view(), all.view());
        Raster<T> result{shown_.shape};
        for (int row = 0; row < all.shape().rows; ++row)
            for (int col = 0; col < all.shape().cols; ++col)
                if (col < shown_.shape.cols)
                    result[{row, col}] = all[{row, col}];
                else
                    EXPECT_EQ(all[Cell(row, col)], canary()) << "written outside the view, row " << row;
        return result;
    }

  private:
    static T canary()
    {
        std::array<unsigned char, sizeof(T)> bytes;
        bytes.fill(9);  // as a Surface a street, so reading past the edge is noticed too
        return std::bit_cast<T>(bytes);
    }
    static Array<T, Exec> in(Exec const& exec, View<T const> shown)
    {
        Raster<T> all{{shown.shape.rows, shown.shape.cols + margin}, canary()};
        for (int row = 0; row < shown.shape.rows; ++row)
            for (int col = 0; col < shown.shape.cols; ++col)
                all[{row, col}] = shown[{row, col}];
        return upload(exec, std::as_const(all).view());
    }

    Exec exec_;
    Rect shown_;
    Array<T, Exec> cells_;
};

/// Whether two rasters are equal; if not, the first cell that differs and how many do.
template <class T>
testing::AssertionResult same(Raster<T> const& got, Raster<T> const& want)
{
    if (!(got.shape() == want.shape())) return testing::AssertionFailure() << "shapes differ";
    int wrong = 0;
    Cell first{};
    for (int row = want.shape().rows - 1; row >= 0; --row)
        for (int col = want.shape().cols - 1; col >= 0; --col)
            if (!(got[{row, col}] == want[{row, col}])) {
                ++wrong;
                first = {row, col};
            }
    if (wrong == 0) return testing::AssertionSuccess();
    return testing::AssertionFailure() << wrong << " cells differ, the first is " << testing::PrintToString(first)
                                       << ": got " << testing::PrintToString(got[first]) << ", want "
                                       << testing::PrintToString(want[first]);
}

/// Copies the cells of `part` of `whole`.
template <class T>
Raster<T> cut(Raster<T> const& whole, Rect part)
{
    Raster<T> result{part.shape};
    for (int row = 0; row < part.shape.rows; ++row)
        for (int col = 0; col < part.shape.cols; ++col)
            result[{row, col}] = whole[part.first + Cell{row, col}];
    return result;
}

/// Copies `part` over the cells of `whole` from `first` on.
template <class T>
void paste(Raster<T>& whole, Cell first, Raster<T> const& part)
{
    for (int row = 0; row < part.shape().rows; ++row)
        for (int col = 0; col < part.shape().cols; ++col)
            whole[first + Cell{row, col}] = part[{row, col}];
}

}  // namespace laad
