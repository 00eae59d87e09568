// SPDX-License-Identifier: Apache-2.0
// Inputs on the network: refused, and with allow_network fetched from a server of this machine.
#include "tests/cli/program.hpp"
#include "tests/host/temp_folder.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace laad::network_test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

/// Serves a folder until it goes.
class Server {
  public:
    explicit Server(fs::path const& folder) : log_{folder / "server.log"}
    {
        std::string const command = fmt::format(
            "cd '{}' && {{ /usr/bin/python3 -u -m http.server 0 --bind 127.0.0.1 >'{}' 2>&1 & echo $! >server.pid; }}",
            folder.string(), log_.string());
        if (std::system(command.c_str()) != 0) return;
        pid_ = std::stoi(contents(folder / "server.pid"));
        for (int tries = 0; tries < 200 && port_.empty(); ++tries) {
            std::this_thread::sleep_for(std::chrono::milliseconds{50});
            std::string const said = contents(log_);
            auto const at = said.find("port ");
            if (at != said.npos) port_ = said.substr(at + 5, said.find(' ', at + 5) - at - 5);
        }
    }
    ~Server()
    {
        if (pid_ > 0 && std::system(fmt::format("kill {}", pid_).c_str()) != 0) pid_ = 0;
    }
    Server(Server const&) = delete;
    Server& operator=(Server const&) = delete;

    std::string address(std::string const& file) const { return fmt::format("http://127.0.0.1:{}/{}", port_, file); }

  private:
    fs::path log_;
    std::string port_;
    int pid_{};
};

TEST(Network, IsReadOnlyWhereRegionTomlAllowsIt)
{
    TempFolder const temp;
    fs::path const served = temp.path() / "served";
    fs::create_directories(served);
    fs::path const data = fs::path{LAAD_SOURCE_DIR} / "examples/delft/data";
    for (char const* file : {"osm.gpkg", "areas.gpkg", "charge_locations.gpkg"})
        fs::copy_file(data / file, served / file);
    Server const server{served};
    auto const region = [&](std::string const& charge_locations) {
        return fmt::format(
            "source = [{{recipe = \"osm\", file = \"served/osm.gpkg\"}},"
            "{{recipe = \"cbs-areas\", file = \"served/areas.gpkg\"}},"
            "{{recipe = \"area\", file = \"served/osm.gpkg\"}},"
            "{{recipe = \"ndw\", file = \"{}\", date = \"2026-06-07\"}}]\n[region]\nname = \"Delft\"\n",
            charge_locations);
    };
    auto const coverage = [&](std::string const& text, std::string const& out) {
        std::ofstream{temp.path() / "region.toml"} << text;
        return laadraster(temp.path(), "coverage region.toml -q --out " + out);
    };
    std::string const address = server.address("charge_locations.gpkg");
    Outcome const refused = coverage(region(address), "refused");
    EXPECT_EQ(refused.exit_code, 3);
    EXPECT_THAT(refused.err, AllOf(HasSubstr(address), HasSubstr("allow_network = true")));

    std::string const allowed = "[inputs]\nallow_network = true\n";
    Outcome const by_network = coverage(region(address) + allowed, "fetched");
    ASSERT_EQ(by_network.exit_code, 0) << by_network.err;
    EXPECT_THAT(contents(temp.path() / "fetched/manifest.json"), HasSubstr(address));
    Outcome const by_file = coverage(region("served/charge_locations.gpkg"), "local");
    ASSERT_EQ(by_file.exit_code, 0) << by_file.err;
    for (char const* table : {"kpi.csv", "stations.csv"})
        EXPECT_EQ(contents(temp.path() / "fetched" / table), contents(temp.path() / "local" / table));

    Outcome const absent = coverage(region(server.address("absent.gpkg")) + allowed, "absent");
    EXPECT_EQ(absent.exit_code, 3);
    EXPECT_THAT(absent.err, AllOf(HasSubstr("absent.gpkg"), HasSubstr("cannot be fetched")));
    EXPECT_EQ(coverage(region("http://127.0.0.1:1/x.gpkg") + allowed, "nobody").exit_code, 3);
}

}  // namespace
}  // namespace laad::network_test
