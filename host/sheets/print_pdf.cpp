// SPDX-License-Identifier: Apache-2.0
#include "host/sheets/print_pdf.hpp"

#include "rasters/interrupt.hpp"
#include "rasters/io/files/scratch_folder.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>
#include <vector>

extern char** environ;

namespace laad {
namespace {

namespace fs = std::filesystem;

/// A path as an address: only what needs no quoting stays as it is.
std::string file_address(fs::path const& file)
{
    std::string address = "file://";
    for (char const c : fs::absolute(file).string())
        if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '/' || c == '.' || c == '-' || c == '_')
            address += c;
        else
            address += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    return address;
}

std::vector<std::string> arguments(fs::path const& browser, fs::path const& page, fs::path const& pdf,
                                   fs::path const& profile)
{
    std::vector<std::string> words{browser.string(),
                                   "--headless",
                                   "--disable-gpu",
                                   "--disable-extensions",
                                   "--disable-background-networking",
                                   "--disable-component-update",
                                   "--disable-sync",
                                   "--no-first-run",
                                   "--no-default-browser-check",
                                   "--host-resolver-rules=MAP * ~NOTFOUND",
                                   "--user-data-dir=" + profile.string(),
                                   "--no-pdf-header-footer",
                                   "--export-tagged-pdf",
                                   "--print-to-pdf=" + fs::absolute(pdf).string(),
                                   file_address(page)};
    if (geteuid() == 0) words.insert(words.begin() + 1, "--no-sandbox");  // root has no sandbox
    return words;
}

/// A program in a group of its own, so that all it started can be ended with it.
class Child {
  public:
    Child(std::vector<std::string> words, fs::path const& says)
    {
        std::vector<char*> pointers;
        for (std::string& word : words)
            pointers.push_back(word.data());
        pointers.push_back(nullptr);
        posix_spawn_file_actions_t files;
        posix_spawn_file_actions_init(&files);
        posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_addopen(&files, 2, says.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        posix_spawnattr_t attributes;
        posix_spawnattr_init(&attributes);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
        posix_spawnattr_setpgroup(&attributes, 0);
        if (posix_spawn(&id_, words.front().c_str(), &files, &attributes, pointers.data(), environ) != 0) id_ = -1;
        posix_spawnattr_destroy(&attributes);
        posix_spawn_file_actions_destroy(&files);
    }
    ~Child()
    {
        if (id_ <= 0) return;
        kill(-id_, SIGKILL);
        if (!ended_) waitpid(id_, nullptr, 0);
    }
    Child(Child const&) = delete;
    Child& operator=(Child const&) = delete;

    bool started() const { return id_ > 0; }
    /// The exit status when it has ended.
    std::optional<int> ended()
    {
        int status = 0;
        if (waitpid(id_, &status, WNOHANG) != id_) return {};
        ended_ = true;
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
    }

  private:
    pid_t id_{-1};
    bool ended_{};
};

bool is_pdf(fs::path const& file)
{
    std::ifstream stream{file, std::ios::binary};
    std::string begin(5, '\0');
    return stream.read(begin.data(), 5) && begin == "%PDF-";
}

std::string last_line(fs::path const& file)
{
    std::ifstream stream{file};
    std::string last;
    for (std::string line; std::getline(stream, line);)
        if (!line.empty()) last = line;
    return last;
}

}  // namespace

std::optional<fs::path> printing_browser()
{
    char const* const path = std::getenv("PATH");
    for (char const* const name : {"chromium", "chromium-browser", "google-chrome"}) {
        std::istringstream folders{path == nullptr ? "" : path};
        for (std::string folder; std::getline(folders, folder, ':');)
            if (fs::path const file = fs::path{folder} / name; !folder.empty() && access(file.c_str(), X_OK) == 0)
                return file;
    }
    return {};
}

std::string print_pdf(fs::path const& browser, fs::path const& page, fs::path const& pdf, std::chrono::seconds limit)
{
    ScratchFolder const scratch;
    fs::path const says = scratch.path() / "says";
    std::string problem;
    {
        Child child{arguments(browser, page, pdf, scratch.path() / "profile"), says};
        if (!child.started()) return fmt::format("{} cannot be started", browser.string());
        auto const until = std::chrono::steady_clock::now() + limit;
        std::optional<int> status;
        while (!(status = child.ended())) {
            stop_if_interrupted();
            if (std::chrono::steady_clock::now() > until) break;
            std::this_thread::sleep_for(std::chrono::milliseconds{20});
        }
        if (!status)
            problem = fmt::format("{} was not ready in {} s", browser.string(), limit.count());
        else if (*status != 0 || !is_pdf(pdf))
            problem = fmt::format("{} ended with {} ({})", browser.string(), *status, last_line(says));
    }
    std::error_code ignored;
    if (!problem.empty()) fs::remove(pdf, ignored);
    return problem;
}

}  // namespace laad
