// SPDX-License-Identifier: Apache-2.0
// Whatever is sent, the server answers or refuses, stays within its bounds and goes on.
#include "host/serve/gate.hpp"
#include "host/serve/static_files.hpp"
#include "tests/host/http_client.hpp"
#include "tests/host/temp_folder.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <random>
#include <thread>
#include <vector>

namespace laad::serve_http_test {
namespace {

using testing::AnyOf;
using testing::HasSubstr;

HttpResponse echo(HttpRequest const& request)
{
    return {.type = "text/plain", .body = request.path + "|" + request.body};
}

std::string get(std::string const& path, std::string const& more = "")
{
    return fmt::format("GET {} HTTP/1.1\r\nHost: 127.0.0.1\r\n{}\r\n", path, more);
}

std::string post(std::string const& path, std::string const& body, std::string const& more = "")
{
    return fmt::format("POST {} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {}\r\n{}\r\n{}", path, body.size(), more,
                       body);
}

TEST(ServeHttp, AnswersGetHeadAndPost)
{
    RunningServer const server{echo};
    EXPECT_EQ(body_of(answer_to(server.port(), get("/a%20b?q=1"))), "/a b|");
    EXPECT_EQ(body_of(answer_to(server.port(), post("/p", "hello"))), "/p|hello");
    std::string head = get("/abc");
    head.replace(0, 3, "HEAD");
    std::string const answer = answer_to(server.port(), head);
    EXPECT_EQ(status_of(answer), 200);
    EXPECT_THAT(answer, HasSubstr("Content-Length: 5"));
    EXPECT_EQ(body_of(answer), "");
}

TEST(ServeHttp, RefusesWhatIsNoRequest)
{
    RunningServer const server{echo};
    auto const status = [&](std::string const& request) { return status_of(answer_to(server.port(), request)); };
    EXPECT_EQ(status("\r\n\r\n"), 400);
    EXPECT_EQ(status("GET / HTTP/1.1\r\n\r\n"), 400);  // no host
    EXPECT_EQ(status("GET http://evil/ HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
    EXPECT_EQ(status("GET / HTTP/2.0\r\nHost: a\r\n\r\n"), 505);
    EXPECT_EQ(status("DELETE / HTTP/1.1\r\nHost: a\r\n\r\n"), 405);
    EXPECT_EQ(status(get("/%zz")), 400);
    EXPECT_EQ(status(get("/%00")), 400);
    EXPECT_EQ(status(get("/a%0d%0aSet-Cookie:x")), 400);
    EXPECT_EQ(status(get("/", "Bad Header: x\r\n")), 400);
    EXPECT_EQ(status(get("/", " folded: x\r\n")), 400);
    EXPECT_EQ(status(get("/", "Host: again\r\n")), 400);
    EXPECT_EQ(status("POST / HTTP/1.1\r\nHost: a\r\n\r\n"), 411);
    EXPECT_EQ(status("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"), 411);
    for (char const* const length : {"-1", "1x", "+5", "0x10", " "})
        EXPECT_THAT(status(fmt::format("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n\r\n", length)),
                    AnyOf(400, 411))
            << length;
    EXPECT_EQ(status("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999999\r\n\r\n"), 413);
    EXPECT_EQ(status("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 65537\r\n\r\n"), 413);
    EXPECT_EQ(status("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"), 400);
    EXPECT_EQ(status(get("/" + std::string(20'000, 'a'))), 431);
    std::string many;
    for (int i = 0; i < 70; ++i)
        many += fmt::format("H{}: x\r\n", i);
    EXPECT_EQ(status(get("/", many)), 431);
    EXPECT_EQ(status(post("/p", std::string(65'536, 'b'))), 200);
}

TEST(ServeHttp, AFailureOfTheHandlerIsAnAnswer)
{
    RunningServer const server{[](HttpRequest const&) -> HttpResponse { throw std::runtime_error{"it broke"}; }};
    std::string const answer = answer_to(server.port(), get("/"));
    EXPECT_EQ(status_of(answer), 500);
    EXPECT_THAT(answer, HasSubstr("it broke"));
}

TEST(ServeHttp, RandomBytesNeverEndIt)
{
    RunningServer const server{echo};
    std::mt19937 random{20261130};
    std::string const whole = post("/p", R"({"op":"place","x":1,"y":2,"evse":2})", "Range: bytes=0-1\r\n");
    for (int i = 0; i < 300; ++i) {
        std::string bytes = whole;
        for (int n = std::uniform_int_distribution{1, 12}(random); n > 0; --n)
            bytes[std::uniform_int_distribution<std::size_t>{0, bytes.size() - 1}(random)] =
                static_cast<char>(std::uniform_int_distribution{0, 255}(random));
        Client client{server.port()};
        client.send(bytes.substr(0, std::uniform_int_distribution<std::size_t>{0, bytes.size()}(random)));
    }
    int status = 503;  // while it works off what waits
    for (int i = 0; i < 100 && status == 503; ++i)
        status = status_of(answer_to(server.port(), whole));
    EXPECT_EQ(status, 200);
}

TEST(ServeHttp, ASlowClientHoldsUpNobody)
{
    RunningServer const server{echo, {.threads = 2, .read_s = 1}};
    std::vector<std::unique_ptr<Client>> slow;
    for (int i = 0; i < 50; ++i) {
        slow.push_back(std::make_unique<Client>(server.port()));
        slow.back()->send("POST /p HTTP/1.1\r\nHost: a\r\nContent-Le");
    }
    auto const begin = std::chrono::steady_clock::now();
    EXPECT_EQ(status_of(answer_to(server.port(), get("/"))), 200);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{1});
    EXPECT_EQ(slow.front()->receive(), "");  // after a second it is hung up on
}

TEST(ServeHttp, TwoHundredAtOnceAreServedOrRefused)
{
    std::atomic<int> served{};
    RunningServer const server{[&](HttpRequest const& request) {
                                   std::this_thread::sleep_for(std::chrono::milliseconds{2});
                                   ++served;
                                   return echo(request);
                               },
                               {.connections = 100, .waiting = 16, .threads = 2}};
    std::vector<int> statuses(200);
    std::vector<std::thread> clients;
    for (int& status : statuses)
        clients.emplace_back([&] { status = status_of(answer_to(server.port(), get("/"))); });
    for (auto& client : clients)
        client.join();
    EXPECT_THAT(statuses, testing::Each(AnyOf(200, 503)));
    EXPECT_EQ(std::ranges::count(statuses, 200), served);
    EXPECT_GT(served, 0);
}

class ServedFiles : public testing::Test {
  protected:
    ServedFiles()
    {
        std::filesystem::create_directories(folder_ / "p/rasters");
        std::filesystem::create_directories(folder_ / "laadkans");
        std::ofstream{folder_ / "laadkans/index.html"} << "<p>free?</p>";
        std::ofstream{folder_ / "index.html"} << "<p>hello</p>";
        std::ofstream{folder_ / "plan.html"} << "alone";
        std::ofstream{folder_ / "p/rasters/walk.tif"} << "0123456789";
        std::ofstream{temp_.path() / "secret"} << "secret";
        std::filesystem::create_symlink(temp_.path() / "secret", folder_ / "link");
        files_ = StaticFiles{folder_};
    }
    std::string ask(std::string const& path, std::string const& more = "")
    {
        RunningServer const server{[this](HttpRequest const& request) { return files_.answer(request); }};
        return answer_to(server.port(), get(path, more));
    }

    TempFolder temp_;
    std::filesystem::path folder_{temp_.path() / "public"};
    StaticFiles files_;
};

TEST_F(ServedFiles, OnlyThoseOfTheFolder)
{
    EXPECT_EQ(body_of(ask("/")), "<p>hello</p>");
    EXPECT_EQ(body_of(ask("/laadkans/")), "<p>free?</p>");
    EXPECT_THAT(ask("/index.html"), HasSubstr("Content-Type: text/html"));
    for (char const* const path :
         {"/../secret", "/p/../../secret", "/%2e%2e/secret", "/..%2fsecret", "/link", "//secret", "/p", "/p/",
          "/p/rasters/", "/plan.html", "/index.html/", "/./index.html", "/etc/passwd"})
        EXPECT_EQ(status_of(ask(path)), 404) << path;
}

TEST_F(ServedFiles, InRangesOfBytes)
{
    auto const part = [&](std::string const& range) { return ask("/p/rasters/walk.tif", "Range: " + range + "\r\n"); };
    EXPECT_EQ(body_of(part("bytes=2-4")), "234");
    EXPECT_THAT(part("bytes=2-4"), HasSubstr("Content-Range: bytes 2-4/10"));
    EXPECT_EQ(body_of(part("bytes=7-")), "789");
    EXPECT_EQ(body_of(part("bytes=-2")), "89");
    EXPECT_EQ(body_of(part("bytes=-99")), "0123456789");
    EXPECT_EQ(body_of(part("bytes=8-99")), "89");
    EXPECT_EQ(status_of(part("bytes=10-")), 416);
    EXPECT_EQ(status_of(part("bytes=-0")), 416);
    EXPECT_EQ(status_of(part("bytes=99999999999999999999-")), 200);
    for (char const* const other : {"bytes=4-2", "bytes=a-b", "bytes=0-1,3-4", "lines=0-1", "bytes=", "bytes=-"})
        EXPECT_EQ(body_of(part(other)), "0123456789") << other;
}

TEST(ServeGate, OnlyPagesOfThisServerMayAskAndOnlyWithTheTokenChange)
{
    Gate const gate{"127.0.0.1", 8080};
    auto const status = [&](HttpRequest const& request) {
        auto const refused = gate.refused(request);
        return refused ? refused->status : 200;
    };
    auto const asked = [](std::map<std::string, std::string> headers) {
        headers.emplace("host", "127.0.0.1:8080");
        return HttpRequest{.path = "/api/session", .query = {}, .headers = std::move(headers), .body = {}};
    };
    EXPECT_EQ(status(asked({})), 200);
    EXPECT_EQ(status(asked({{"host", "localhost:8080"}})), 200);
    for (char const* const host : {"evil.example:8080", "127.0.0.1", "127.0.0.1:81", "127.0.0.1.evil.example:8080", "",
                                   "10.0.0.1:8080", "[::1", ":8080"})
        EXPECT_EQ(status(asked({{"host", host}})), 403) << host;
    EXPECT_EQ(status(asked({{"origin", "http://127.0.0.1:8080"}})), 200);
    for (char const* const origin : {"http://evil.example", "null", "https://127.0.0.1:8080", "http://127.0.0.1:81"})
        EXPECT_EQ(status(asked({{"origin", origin}})), 403) << origin;
    EXPECT_EQ(status(asked({{"sec-fetch-site", "cross-site"}})), 403);

    HttpRequest change = asked({});
    change.method = Method::post;
    EXPECT_EQ(status(change), 403);
    change.headers["x-laadraster-token"] = std::string(gate.token().size(), '0');
    EXPECT_EQ(status(change), 403);
    change.headers["x-laadraster-token"] = gate.token();
    EXPECT_EQ(status(change), 200);
    EXPECT_NE(gate.token(), (Gate{"127.0.0.1", 8080}.token()));
}

}  // namespace
}  // namespace laad::serve_http_test
