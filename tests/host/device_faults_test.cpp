// SPDX-License-Identifier: Apache-2.0
// What goes wrong on GPUs, on those of tests/cuda_on_host, which do as they are asked: they get lost, have little
// memory, or are two.
#include "host/report/tables.hpp"
#include "host/run/run.hpp"
#include "host/scenario/parse.hpp"
#include "rasters/error.hpp"
#include "tests/host/tiny_region.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

namespace laad::device_faults_test {
namespace {

/// Asks the stand-in for something, as long as it lives.
class Asked {
  public:
    Asked(char const* what, long number) : what_{what} { setenv(what, std::to_string(number).c_str(), 1); }
    ~Asked()
    {
        unsetenv(what_);
        cuda_devices();  // used without it: what was asked is over
    }
    Asked(Asked const&) = delete;
    Asked& operator=(Asked const&) = delete;

  private:
    char const* what_;
};

using Hashes = std::vector<std::pair<std::string, std::string>>;

class DeviceFaults : public testing::Test {
  protected:
    void SetUp() override
    {
        CudaDevices const cuda = cuda_devices();
        if (cuda.devices.empty() || cuda.devices.front().name != "CUDA on host")
            GTEST_SKIP() << "skipped: for devices that do as they are asked";
        scenario_ = parse_scenario(town.write(temp.path()));
        scenario_.run.tile_cells = 64;  // 4 x 4 tiles
        on_cpu_ = run(fresh(), on_cpu(2));
    }

    std::filesystem::path fresh()
    {
        auto const folder = temp.path() / std::to_string(runs_++);
        std::filesystem::create_directory(folder);
        return folder;
    }
    Hashes run(std::filesystem::path const& work, ChosenDevice const& device)
    {
        auto const quiet = [](std::string const&, double) {};
        laad::Run run = read_inputs(scenario_, RunScope::plan, work, quiet);
        RunPlan plan =
            plan_run(run.inputs.scenario, RunScope::plan, size_of(run.inputs), device, std::int64_t{1} << 50);
        if (!device.is_cpu()) plan.lanes = {2, 2};
        analyse(run, plan, device, work, quiet);
        notes = run.log.device_notes;
        Hashes hashes = run.findings.layer_hashes;
        for (auto const& table : table_hashes(tables(run.inputs, run.findings)))
            hashes.push_back(table);
        return hashes;
    }

    TempFolder temp;
    TinyRegion town;
    Scenario scenario_;
    Hashes on_cpu_;
    std::vector<std::string> notes;

  private:
    int runs_{};
};

TEST_F(DeviceFaults, AfterADeviceIsLostTheSameRunGoesOn)
{
    ChosenDevice const device = choose_device("cuda:0", 2);
    auto const work = fresh();
    int lost = 0;
    for (long uses = 100;; uses += uses / 2) {
        Asked const asked{"CUDA_ON_HOST_LOST_AFTER", uses};
        try {
            EXPECT_EQ(run(work, device), on_cpu_);
            break;
        } catch (DeviceError const& error) {
            EXPECT_THAT(error.what(), testing::HasSubstr("not available"));
            ++lost;
        }
    }
    EXPECT_GT(lost, 2);
}

TEST_F(DeviceFaults, WithTooLittleMemoryThereTheCpuComputesTheRestAndTheRunSaysSo)
{
    ChosenDevice const device = choose_device("cuda:0", 2);
    EXPECT_EQ(run(fresh(), device), on_cpu_);
    EXPECT_TRUE(notes.empty());
    for (long const bytes : {100'000l, 1'000'000l}) {
        Asked const asked{"CUDA_ON_HOST_BYTES", bytes};
        EXPECT_EQ(run(fresh(), device), on_cpu_) << bytes;
        EXPECT_THAT(notes, testing::Contains(testing::HasSubstr("the memory of the GPU ran out"))) << bytes;
    }
}

TEST_F(DeviceFaults, SeveralDevicesShareTheTiles)
{
    Asked const asked{"CUDA_ON_HOST_DEVICES", 3};
    ChosenDevice device = choose_device("auto", 2);
    EXPECT_EQ(device.cuda, (std::vector<int>{0, 1, 2}));
    EXPECT_TRUE(device.is_on_trial);
    EXPECT_EQ(run(fresh(), device), on_cpu_);
    EXPECT_THROW(choose_device("cuda:3", 2), DeviceError);
    EXPECT_EQ(choose_device("cuda:2", 2).cuda, std::vector<int>{2});
}

}  // namespace
}  // namespace laad::device_faults_test
