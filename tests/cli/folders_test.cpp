// SPDX-License-Identifier: Apache-2.0
// A folder that laadraster did not make is never emptied, replaced or written to, nor what a symbolic link points to.
#include "tests/cli/program.hpp"
#include "tests/host/tiny_region.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace laad::folders_test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

class OtherFolders : public testing::Test {
  protected:
    OtherFolders() { town.write(temp.path()); }

    fs::path at(std::string const& name) const { return temp.path() / name; }
    Outcome run(std::string const& arguments) { return laadraster(temp.path(), arguments + " --device cpu -q"); }
    void file(std::string const& name, std::string const& text = "a year of work") const
    {
        fs::create_directories(at(name).parent_path());
        std::ofstream{at(name)} << text;
    }
    /// Everything in the folder of the test, links as links.
    std::map<std::string, std::string> all() const
    {
        std::map<std::string, std::string> found;
        for (auto const& entry : fs::recursive_directory_iterator{temp.path()})
            found[entry.path().string()] = entry.is_symlink()     ? "link to " + fs::read_symlink(entry).string()
                                           : entry.is_directory() ? "folder"
                                                                  : contents(entry.path());
        return found;
    }
    void refuses(std::string const& command, std::string const& named, std::string const& why)
    {
        auto const before = all();
        Outcome const outcome = laadraster(temp.path(), command);
        EXPECT_EQ(outcome.exit_code, 6) << command << ": " << outcome.err;
        EXPECT_THAT(outcome.err, AllOf(HasSubstr(named), HasSubstr(why))) << command;
        EXPECT_EQ(outcome.out, "") << command;
        EXPECT_TRUE(all() == before) << command << " touched what is not its own";
    }

    TempFolder temp;
    TinyRegion town;
};

TEST_F(OtherFolders, BesideTheOutputAreRefused)
{
    file("plan.work/notes.txt");
    for (std::string const command : {"run", "coverage"})
        refuses(command + " region.toml --out plan --device cpu -q", "plan.work", "did not make it");
    fs::rename(at("plan.work"), at("plan.partial"));
    for (std::string const command : {"run", "coverage"})
        refuses(command + " region.toml --out plan/ --device cpu -q", "plan.partial", "did not make it");
    file("mine/lock", "");
    file("mine/notes.txt");
    refuses("run region.toml --out other --work mine --device cpu -q", "mine", "did not make it");
}

TEST_F(OtherFolders, BehindALinkAreRefused)
{
    file("mine/notes.txt");
    fs::create_directory(at("empty"));
    for (char const* target : {"mine", "empty"})
        for (char const* link : {"plan.work", "plan.partial"}) {
            fs::create_directory_symlink(target, at(link));
            refuses("run region.toml --out plan --device cpu -q", link, "is a symbolic link");
            fs::remove(at(link));
        }
    fs::create_directory_symlink("mine", at("kept"));
    refuses("run region.toml --out plan --work kept/ --device cpu -q", "kept", "is a symbolic link");
}

TEST_F(OtherFolders, InsideAWorkFolderALinkIsNotFollowed)
{
    ASSERT_EQ(run("run region.toml --out first --work kept").exit_code, 0);
    file("mine/notes.txt");
    fs::rename(at("kept/store"), at("aside"));
    fs::create_directory_symlink(at("mine"), at("kept/store"));
    Outcome const outcome = run("run region.toml --out second --work kept");
    EXPECT_EQ(outcome.exit_code, 6) << outcome.err;
    EXPECT_THAT(outcome.err, AllOf(HasSubstr("kept/store"), HasSubstr("is a symbolic link")));
    EXPECT_EQ(listing(at("mine")), "notes.txt ");
    fs::remove(at("kept/store"));
    fs::rename(at("aside"), at("kept/store"));

    fs::create_directory_symlink(at("mine"), at("kept/base"));  // removed, as what an earlier laadraster left there
    EXPECT_EQ(run("run region.toml --out third --work kept").exit_code, 0);
    EXPECT_EQ(listing(at("mine")), "notes.txt ");
}

TEST_F(OtherFolders, BesideAComparisonOrABacktestAreRefused)
{
    ASSERT_EQ(run("run region.toml --out old").exit_code, 0);
    ASSERT_EQ(run("run region.toml --out new").exit_code, 0);
    file("change.partial/notes.txt");
    refuses("compare old new --out change -q", "change.partial", "did not make it");
    refuses("compare old new --robust --out change -q", "change.partial", "did not make it");
    refuses("backtest --prognosis prognosis.csv --realised prognosis.csv --out change", "change.partial",
            "did not make it");
    EXPECT_EQ(contents(at("change.partial/notes.txt")), "a year of work");
}

TEST_F(OtherFolders, OfARegionAreRefused)
{
    file("work/notes.txt");
    refuses("update . --device cpu -q", "work", "did not make it");
    fs::remove_all(at("work"));
    file("mine/notes.txt");
    fs::create_directory_symlink("mine", at("work"));
    refuses("update . --device cpu -q", "work", "is a symbolic link");
    fs::remove(at("work"));
    file("latest/notes.txt");  // a copy that followed the link
    refuses("update . --device cpu -q", "latest", "is no link to a plan");
    fs::rename(at("latest"), at("aside"));
    file("latest");
    refuses("update . --device cpu -q", "latest", "is no link to a plan");
    fs::remove(at("latest"));
    file("latest.new");  // names that others may use
    file("prognoses/versions.json.tmp");
    ASSERT_EQ(run("update .").exit_code, 0);
    ASSERT_EQ(laadraster(temp.path(),
                         "prognosis add region.toml prognosis.csv --version a --date 2026-02-01 "
                         "--source us")
                  .exit_code,
              0);
    EXPECT_EQ(contents(at("latest.new")), "a year of work");
    EXPECT_EQ(contents(at("prognoses/versions.json.tmp")), "a year of work");
}

TEST_F(OtherFolders, OfAnInterruptedRunAreItsOwn)
{
    fs::create_directory(at("plan.work"));  // killed before it wrote anything
    fs::create_directory(at("plan.partial"));
    file("plan.partial/lock", "");
    ASSERT_EQ(run("run region.toml --out plan").exit_code, 0);
    EXPECT_FALSE(fs::exists(at("plan.work")) || fs::exists(at("plan.partial")) || fs::exists(at("plan/lock")));
    fs::rename(at("plan"), at("kept"));
    refuses("run region.toml --out other --work kept --device cpu -q", "kept", "did not make it");
}

}  // namespace
}  // namespace laad::folders_test
