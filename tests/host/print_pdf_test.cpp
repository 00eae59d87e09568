// SPDX-License-Identifier: Apache-2.0
#include "host/sheets/print_pdf.hpp"
#include "tests/host/temp_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace laad {
namespace {

using std::chrono::seconds;
using ::testing::HasSubstr;

/// A program that stands for a browser: a script of the shell.
std::filesystem::path browser(TempFolder const& folder, std::string const& script)
{
    auto const file = folder.path() / "browser";
    std::ofstream{file} << "#!/bin/sh\n" << script << '\n';
    std::filesystem::permissions(file, std::filesystem::perms::owner_all);
    return file;
}

constexpr char const* writes_pdf = R"(for word in "$@"; do
  case "$word" in --print-to-pdf=*) printf '%%PDF-1.4' > "${word#--print-to-pdf=}";; esac
done)";

TEST(PrintPdf, TellsNothingWhenItIsThere)
{
    TempFolder const folder;
    auto const pdf = folder.path() / "a b.pdf";
    EXPECT_EQ("", print_pdf(browser(folder, writes_pdf), folder.path() / "page.html", pdf, seconds{20}));
    EXPECT_TRUE(std::filesystem::exists(pdf));
}

TEST(PrintPdf, NamesThePageAsAnAddress)
{
    TempFolder const folder;
    auto const pdf = folder.path() / "a.pdf";
    auto const seen = folder.path() / "seen";
    std::string const script = "for word in \"$@\"; do echo \"$word\" >> " + seen.string() + "; done\n" + writes_pdf;
    EXPECT_EQ("", print_pdf(browser(folder, script), folder.path() / "Súd #1.html", pdf, seconds{20}));
    std::ifstream stream{seen};
    std::string const words{std::istreambuf_iterator<char>{stream}, {}};
    EXPECT_THAT(words, HasSubstr("/S%C3%BAd%20%231.html"));
    EXPECT_THAT(words, HasSubstr("--host-resolver-rules=MAP * ~NOTFOUND"));
}

TEST(PrintPdf, SaysWhyItFails)
{
    TempFolder const folder;
    auto const pdf = folder.path() / "a.pdf";
    EXPECT_THAT(print_pdf(browser(folder, "echo no sandbox >&2; exit 3"), "page.html", pdf, seconds{20}),
                HasSubstr("ended with 3 (no sandbox)"));
    EXPECT_THAT(print_pdf(browser(folder, "exit 0"), "page.html", pdf, seconds{20}), HasSubstr("ended with 0"))
        << "without a file";
    EXPECT_THAT(print_pdf(folder.path() / "absent", "page.html", pdf, seconds{20}), HasSubstr("cannot be started"));
    EXPECT_FALSE(std::filesystem::exists(pdf));
}

TEST(PrintPdf, IsEndedWhenItTakesTooLong)
{
    TempFolder const folder;
    auto const pdf = folder.path() / "a.pdf";
    auto const begin = std::chrono::steady_clock::now();
    EXPECT_THAT(print_pdf(browser(folder, "sleep 60"), "page.html", pdf, seconds{1}), HasSubstr("not ready in 1 s"));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, seconds{20});
}

}  // namespace
}  // namespace laad
