// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/files/keyed_store.hpp"

#include "rasters/error.hpp"
#include "tests/rasters/full_disk.hpp"
#include "tests/rasters/scratch.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <chrono>
#include <functional>
#include <numeric>
#include <thread>

namespace laad::keyed_store_test {
namespace {

using testing::ElementsAre;
using Numbers = std::vector<std::int64_t>;

/// Another one for each number, of a size that differs too.
Numbers numbers(int number)
{
    Numbers made(static_cast<std::size_t>(std::abs(number) % 7 * 1000 + 1));
    std::iota(made.begin(), made.end(), std::int64_t{number} * 1'000'000);
    return made;
}

class Keyed : public Scratch {
  protected:
    KeyedStore open() const { return KeyedStore{path("")}; }

    static void put(KeyedStore& store, int number)
    {
        store.put(std::to_string(number), "k" + std::to_string(number), numbers(number));
    }
    static bool holds(KeyedStore const& store, int number)
    {
        Numbers found;
        return store.has(std::to_string(number), "k" + std::to_string(number)) &&
               store.get(std::to_string(number), found) && found == numbers(number);
    }
    void flip(std::size_t at) const
    {
        std::string bytes = content_of(path("0"));
        bytes.at(at) = static_cast<char>(bytes.at(at) ^ 0x10);
        write("0", bytes);
    }
    /// Bytes on disk of the first file.
    std::int64_t on_disk() const
    {
        struct stat status {};
        stat(path("0").c_str(), &status);
        return std::int64_t{status.st_blocks} * 512;
    }
    bool can_give_space_back() const
    {
        write("probe", std::string(1 << 16, 'x'));
        int const probe = ::open(path("probe").c_str(), O_RDWR);
        bool const can = fallocate(probe, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, 1 << 16) == 0;
        close(probe);
        return can;
    }
    /// Runs `act` in another process; the exit status tells whether it threw.
    static pid_t in_another_process(std::function<void()> const& act)
    {
        pid_t const child = fork();
        if (child != 0) return child;
        try {
            act();
        } catch (...) {
            _exit(1);
        }
        _exit(0);
    }
    static void expect_to_end_well(pid_t child)
    {
        int status = 0;
        ASSERT_EQ(waitpid(child, &status, 0), child);
        EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
};

TEST_F(Keyed, GivesListsAndValuesBack)
{
    auto const expect_all = [](KeyedStore const& store) {
        Numbers numbers;
        std::vector<std::uint16_t> others;
        EXPECT_TRUE(store.get("lists", numbers, others));
        EXPECT_THAT(numbers, ElementsAre(7, -1));
        EXPECT_THAT(others, ElementsAre(3));
        EXPECT_TRUE(store.get("lists", others)) << "the first one as numbers of another size";
        EXPECT_EQ(others.size(), 8u);
        EXPECT_FALSE(store.get("lists", numbers, others, numbers)) << "there are two";
        EXPECT_FALSE(store.get("nothing", numbers));
        EXPECT_TRUE(store.has("lists", "key"));
        EXPECT_FALSE(store.has("lists", "another key"));
        EXPECT_EQ(store.key_of("lists"), "key");
        EXPECT_EQ(store.key_of("nothing"), "");
        std::string text;
        std::optional<bool> flag;
        EXPECT_TRUE(store.get_values("values", "", text, flag));
        EXPECT_EQ(text, "a text");
        EXPECT_EQ(flag, true);
        EXPECT_FALSE(store.get_values("values", "another key", text, flag));
        EXPECT_FALSE(store.get_values("values", "", text)) << "there is more";
        EXPECT_THAT(store.names(""), ElementsAre("lists", "none", "values"));
        EXPECT_THAT(store.names("v"), ElementsAre("values"));
        EXPECT_TRUE(store.get("none", numbers));
        EXPECT_TRUE(numbers.empty());
    };
    {
        KeyedStore store = open();
        store.put("lists", "key", Numbers{7, -1}, std::vector<std::uint16_t>{3});
        store.put_values("values", "", std::string{"a text"}, std::optional{true});
        store.put("none", "", Numbers{});
        expect_all(store);
    }
    expect_all(open());
}

TEST_F(Keyed, TheLastOfANameCountsAndWhatIsForgottenIsGone)
{
    {
        KeyedStore store = open();
        for (int i = 0; i < 3; ++i)
            put(store, i);
        store.put("1", "newer", Numbers{5});
        store.forget("2");
        EXPECT_EQ(store.key_of("2"), "");
    }
    KeyedStore store = open();
    EXPECT_TRUE(holds(store, 0));
    EXPECT_EQ(store.key_of("1"), "newer");
    EXPECT_THAT(store.names(""), ElementsAre("0", "1"));
    put(store, 2);
    EXPECT_TRUE(holds(open(), 2));
}

TEST_F(Keyed, CutAnywhereItKeepsWhatIsBeforeTheCut)
{
    std::vector<std::size_t> ends;
    {
        KeyedStore store = open();
        for (int i = 0; i < 3; ++i) {
            store.put(std::to_string(i), "key", Numbers{i, i});
            ends.push_back(std::filesystem::file_size(path("0")));
        }
    }
    std::string const whole = content_of(path("0"));
    for (std::size_t length = 0; length <= whole.size(); ++length) {
        write("0", whole.substr(0, length));
        KeyedStore store = open();
        for (std::size_t i = 0; i < ends.size(); ++i)
            ASSERT_EQ(store.has(std::to_string(i), "key"), length >= ends[i]) << length;
        store.put("new", "key", Numbers{9});
        ASSERT_TRUE(store.has("new", "key"));
        ASSERT_TRUE(open().has("new", "key")) << length;
        ASSERT_EQ(open().has("0", "key"), length >= ends[0]) << length;
    }
}

TEST_F(Keyed, DamageIsFoundAndMadeGood)
{
    std::size_t second{};
    {
        KeyedStore store = open();
        store.put("a", "key", Numbers{1});
        second = std::filesystem::file_size(path("0"));
        store.put("b", "key", Numbers{2});
        store.put("c", "key", Numbers{3});
    }
    flip(second - 1);  // in the list of the first
    {
        KeyedStore store = open();
        Numbers found;
        EXPECT_FALSE(store.has("a", "key"));
        EXPECT_FALSE(store.get("a", found));
        EXPECT_TRUE(store.has("b", "key"));
        store.trust();
        EXPECT_TRUE(store.has("a", "key"));
        EXPECT_FALSE(store.get("a", found)) << "what is read is checked always";
        store.put("a", "key", Numbers{1});
        EXPECT_TRUE(store.get("a", found));
    }
    flip(second + 30);  // in the head of the second
    KeyedStore store = open();
    EXPECT_THAT(store.names(""), ElementsAre("a"));
    EXPECT_FALSE(store.has("a", "key"));
    store.put("b", "key", Numbers{2});
    EXPECT_TRUE(open().has("b", "key"));
}

TEST_F(Keyed, OfAnotherVersionNothingIsThere)
{
    {
        KeyedStore store = open();
        put(store, 1);
        put(store, 2);
    }
    flip(7);  // the last byte of the magic
    KeyedStore store = open();
    EXPECT_TRUE(store.names("").empty());
    put(store, 3);
    KeyedStore const again = open();
    EXPECT_THAT(again.names(""), ElementsAre("3"));
    EXPECT_TRUE(holds(again, 3));
}

TEST_F(Keyed, ThreadsPutAndReadSideBySide)
{
    constexpr int each = 200;
    KeyedStore store = open();
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&store, t] {
                for (int i = t * each; i < (t + 1) * each; ++i) {
                    put(store, i);
                    EXPECT_TRUE(holds(store, i));
                    if (i % 3 == 0) put(store, i);
                }
            });
    }
    KeyedStore const again = open();
    for (int i = 0; i < 4 * each; ++i)
        ASSERT_TRUE(holds(again, i)) << i;
    EXPECT_FALSE(std::filesystem::exists(path("1"))) << "one writer, one file";
}

TEST_F(Keyed, ProcessesFillItSideBySide)
{
    constexpr int each = 300;
    auto const fill = [&](int from) {
        KeyedStore store = open();
        for (int i = from; i < from + each; ++i)
            put(store, i);
        while (!std::filesystem::exists(path("1")))  // until both write
            std::this_thread::sleep_for(std::chrono::milliseconds{1});
    };
    pid_t const first = in_another_process([&] { fill(0); });
    pid_t const second = in_another_process([&] { fill(each); });
    expect_to_end_well(first);
    expect_to_end_well(second);
    KeyedStore const store = open();
    for (int i = 0; i < 2 * each; ++i)
        ASSERT_TRUE(holds(store, i)) << i;
    EXPECT_THAT(files(), ElementsAre("0", "1"));
}

TEST_F(Keyed, OfTwoWritersTheLaterOneCounts)
{
    KeyedStore first = open();
    first.put("a", "old", Numbers{1});
    first.put("b", "old", Numbers{1});
    KeyedStore second = open();
    second.put("a", "new", Numbers{2, 3});
    second.forget("b");
    EXPECT_EQ(second.key_of("a"), "new");
    EXPECT_THAT(files(), ElementsAre("0", "1"));
    KeyedStore const third = open();
    EXPECT_EQ(third.key_of("a"), "new");
    EXPECT_THAT(third.names(""), ElementsAre("a"));
}

TEST_F(Keyed, KilledInTheMiddleOfAPutItHoldsWholeEntriesAlone)
{
    for (int turn = 0; turn < 5; ++turn) {
        pid_t const child = in_another_process([&] {
            KeyedStore store = open();
            Numbers const large(1 << 18, turn);
            for (int i = 0;; ++i)
                store.put(std::to_string(turn * 1000 + i % 1000), "key", large);
        });
        std::this_thread::sleep_for(std::chrono::milliseconds{20 + 7 * turn});
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        KeyedStore store = open();
        auto const names = store.names("");
        for (auto const& name : names) {
            Numbers found;
            ASSERT_TRUE(store.has(name, "key")) << name;
            ASSERT_TRUE(store.get(name, found));
            EXPECT_EQ(found, Numbers(1 << 18, std::stoi(name) / 1000));
        }
        for (auto const& name : names)
            store.forget(name);
        put(store, -1);
        EXPECT_TRUE(holds(open(), -1));
        store.forget("-1");
    }
    EXPECT_THAT(files(), ElementsAre("0"));
}

TEST_F(Keyed, AFullDiskIsOneErrorAndItGoesOnWhenThereIsRoom)
{
    KeyedStore store = open();
    put(store, 1);
    Numbers const large(100'000, 4);
    {
        FullDisk const full{std::filesystem::file_size(path("0")) + 1000};
        EXPECT_THAT(message_of<OutputError>([&] { store.put("large", "key", large); }),
                    testing::AllOf(testing::HasSubstr("/0: cannot be written ("), testing::HasSubstr("is there room")));
    }
    EXPECT_TRUE(holds(store, 1));
    EXPECT_FALSE(store.has("large", "key"));
    store.put("large", "key", large);
    put(store, 2);
    KeyedStore const again = open();
    EXPECT_TRUE(holds(again, 1));
    EXPECT_TRUE(holds(again, 2));
    EXPECT_TRUE(again.has("large", "key"));
    EXPECT_THROW((KeyedStore{path("no")}.put("a", "", large)), OutputError);
}

TEST_F(Keyed, GivesTheSpaceBackOfWhatIsReplacedOrForgotten)
{
    if (!can_give_space_back()) GTEST_SKIP() << "the file system cannot give space back";
    Numbers const large(1 << 17, 3);  // 1 MiB
    std::int64_t const bytes = std::ssize(large) * 8;
    {
        KeyedStore store = open();
        for (int i = 0; i < 10; ++i)
            store.put("a", "key", large);
        store.put("b", "key", large);
        EXPECT_LT(on_disk(), 3 * bytes);
        store.forget("b");
        EXPECT_LT(on_disk(), 2 * bytes);
        for (int i = 0; i < 10; ++i)
            store.put(std::to_string(i), "key", large);
        KeyedStore other = open();
        for (int i = 0; i < 10; ++i)
            other.put(std::to_string(i), "key", Numbers{});
        EXPECT_GT(on_disk(), 10 * bytes) << "of another writer's file";
    }
    KeyedStore store = open();
    store.put("c", "key", Numbers{});
    EXPECT_LT(on_disk(), 2 * bytes);
    EXPECT_TRUE(open().has("a", "key"));
}

}  // namespace
}  // namespace laad::keyed_store_test
