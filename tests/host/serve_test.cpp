// SPDX-License-Identifier: Apache-2.0
// What a page asks of a session, and what is refused.
#include "host/serve/pages.hpp"
#include "tests/host/live_town.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <optional>

namespace laad::serve_test {
namespace {

using testing::HasSubstr;
using Json = nlohmann::json;

class Serve : public LiveTown {
  protected:
    Serve() { restart(); }

    /// Another session in the same folder, as after the program ended.
    void restart()
    {
        planner_.reset();
        run_.reset(new LiveRun(session()));
        planner_.emplace(*run_, temp.path() / "session");
    }

    HttpResponse ask(HttpRequest request, bool with_token = true)
    {
        request.headers.emplace("host", "127.0.0.1:8080");
        request.headers.emplace("content-type", "application/json");
        if (with_token) request.headers.emplace("x-laadraster-token", gate_.token());
        return Pages{gate_, files_, *planner_}(request);
    }
    HttpResponse post(std::string const& path, std::string const& body)
    {
        return ask({.method = Method::post, .path = path, .query = {}, .headers = {}, .body = body});
    }
    HttpResponse get(std::string const& path, std::map<std::string, std::string> query = {})
    {
        return ask({.path = path, .query = std::move(query), .headers = {}, .body = {}});
    }
    Json edited(Json const& edit)
    {
        HttpResponse const response = post("/api/edit", edit.dump());
        EXPECT_EQ(response.status, 200) << response.body;
        return Json::parse(response.body);
    }
    std::string first_candidate() const { return run_->inputs().base.candidates[CandidateId{0}].id; }

  private:
    Gate gate_{"127.0.0.1", 8080};
    StaticFiles files_;
    std::unique_ptr<LiveRun> run_;
    std::optional<Planner> planner_;
};

TEST_F(Serve, AnEditTellsWhatItDoes)
{
    Json const session = Json::parse(get("/api/session").body);
    EXPECT_EQ(session["edits"].size(), 0u);
    EXPECT_EQ(session["token"].get<std::string>().size(), 48u);
    Json const answer = edited({{"op", "place"}, {"x", spot(130, 148).x}, {"y", spot(130, 148).y}, {"evse", 4}});
    EXPECT_EQ(answer["edits"][0]["station"], "placed-1");
    Json const& within = answer["figures"]["dwellings_within"];
    EXPECT_GT(within["after"], within["before"]);
    EXPECT_LT(answer["figures"]["unmet_kwh"]["after"], answer["figures"]["unmet_kwh"]["before"]);
    EXPECT_LT(answer["figures"]["headroom_kw"]["after"], answer["figures"]["headroom_kw"]["before"]);
    EXPECT_EQ(answer["stations"]["columns"][0], "station");
    EXPECT_EQ(answer["stations"]["rows"].size(), answer["stations"]["shapes"].size());
    EXPECT_EQ(answer["places"]["columns"][2], "candidate");
    std::set<std::string> layers;
    for (Json const& patch : answer["patches"])
        layers.insert(patch["layer"]);
    EXPECT_THAT(layers, testing::IsSupersetOf({"walk", "evse_within", "headroom"}));
    EXPECT_EQ(edited({{"op", "undo"}})["edits"].size(), 0u);
}

TEST_F(Serve, APageThatLoadsThePlanAnewLearnsWhatTheVariantChanged)
{
    Json const first = edited({{"op", "place"}, {"x", spot(130, 148).x}, {"y", spot(130, 148).y}, {"evse", 4}});
    Json const state = Json::parse(get("/api/state").body);
    for (char const* const part : {"edits", "patches", "stations", "places", "figures"})
        EXPECT_EQ(state[part], first[part]) << part;
}

TEST_F(Serve, WithoutTheTokenNothingChanges)
{
    for (char const* const path : {"/api/edit", "/api/variant", "/api/review"})
        EXPECT_EQ(ask({.method = Method::post, .path = path, .query = {}, .headers = {}, .body = "{}"}, false).status,
                  403);
    EXPECT_EQ(Json::parse(get("/api/session").body)["edits"].size(), 0u);
}

TEST_F(Serve, WhatMakesNoSenseIsRefusedWithAReason)
{
    std::string const deep = std::string(30'000, '[');
    for (std::string const& body : std::vector<std::string>{"",
                                                            "{",
                                                            "[]",
                                                            "null",
                                                            "{}",
                                                            deep,
                                                            R"({"op":"undo"})",
                                                            R"({"op":"fly"})",
                                                            R"({"op":5})",
                                                            R"({"op":"place","x":1e400,"y":2,"evse":2})",
                                                            R"({"op":"place","x":NaN,"y":2,"evse":2})",
                                                            R"({"op":"place","x":1e300,"y":2,"evse":2})",
                                                            R"({"op":"place","x":"1","y":2,"evse":2})",
                                                            R"({"op":"place","x":1,"y":2,"evse":2.5})",
                                                            R"({"op":"place","x":1,"y":2,"evse":99999999999999999999})",
                                                            R"({"op":"place","x":1,"y":2,"evse":-1})",
                                                            R"({"op":"place","x":1,"y":2,"evse":2})",
                                                            R"({"op":"place","x":1,"y":2,"evse":2,"rm":"-rf"})",
                                                            R"({"op":"remove","station":"nobody"})",
                                                            R"({"op":"block","candidate":""})",
                                                            R"({"op":"move","station":"c1"})"}) {
        HttpResponse const response = post("/api/edit", body);
        EXPECT_EQ(response.status, 400) << body.substr(0, 80);
        EXPECT_THAT(response.body, HasSubstr("error"));
    }
    for (char const* const body :
         {R"({"op":"open","name":"../../etc/passwd"})", R"({"op":"save","name":"a/b"})", R"({"op":"new","name":"."})",
          R"({"op":"open","name":"nothing"})", R"({"op":"delete","name":"x"})"})
        EXPECT_EQ(post("/api/variant", body).status, 400) << body;
    EXPECT_EQ(post("/api/nothing", "{}").status, 404);
    EXPECT_EQ(get("/api/export", {{"format", "exe"}}).status, 400);
    EXPECT_EQ(Json::parse(get("/api/session").body)["edits"].size(), 0u);
}

TEST_F(Serve, VariantsSurviveTheProgram)
{
    edited({{"op", "place"}, {"candidate", first_candidate()}, {"evse", 2}});
    EXPECT_EQ(post("/api/variant", R"({"op":"save","name":"North first"})").status, 200);
    edited({{"op", "remove"}, {"station", "c1"}});
    restart();
    Json const session = Json::parse(get("/api/session").body);
    EXPECT_EQ(session["variant"], "North first");
    EXPECT_EQ(session["edits"].size(), 2u);
    Json const opened = Json::parse(post("/api/variant", R"({"op":"open","name":"variant-1"})").body);
    EXPECT_EQ(opened["edits"].size(), 1u);
    EXPECT_EQ(Json::parse(get("/api/variants").body)["variants"], (Json{"North first", "variant-1"}));
    EXPECT_EQ(Json::parse(post("/api/variant", R"({"op":"new"})").body)["edits"].size(), 0u);
    Json const compared = Json::parse(post("/api/variant", R"({"op":"compare"})").body);
    EXPECT_EQ(compared["places"]["gone"].size(), 0u);
    EXPECT_EQ(compared["figures"]["unmet_kwh"]["before"], compared["figures"]["unmet_kwh"]["after"]);
}

TEST_F(Serve, AVariantIsExportedForARun)
{
    edited({{"op", "place"}, {"candidate", first_candidate()}, {"evse", 2}});
    edited({{"op", "move"}, {"station", "c1"}, {"x", spot(200, 252).x}, {"y", spot(200, 252).y}});
    std::string const review = get("/api/export", {{"format", "review"}}).body;
    EXPECT_THAT(review, HasSubstr("place,verdict,remark,by,date,x,y"));
    EXPECT_THAT(review, HasSubstr(first_candidate() + ",approve,"));
    EXPECT_THAT(get("/api/export", {{"format", "toml"}}).body,
                HasSubstr("# charge register: move \"c1\" at 100200.000"));
    EXPECT_THAT(get("/api/export", {{"format", "csv"}}).body, HasSubstr("placed,placed-1," + first_candidate()));
    Json const shapes = Json::parse(get("/api/export", {{"format", "geojson"}}).body);
    EXPECT_EQ(shapes["features"][0]["properties"]["kind"], "placed");
}

TEST_F(Serve, TheReviewIsKept)
{
    EXPECT_EQ(post("/api/review", R"({"rows":[{"place":"p1","verdict":"burn"}]})").status, 400);
    EXPECT_EQ(post("/api/review", R"({"rows":[{"place":"p1","verdict":"move"}]})").status, 400);
    EXPECT_EQ(post("/api/review",
                   R"({"rows":[{"place":"p1","verdict":"reject","remark":"a tree, \"old\"","date":"2026-11-30"}]})")
                  .status,
              200);
    restart();
    EXPECT_THAT(get("/api/review").body, HasSubstr("old"));
    EXPECT_THAT(get("/api/export", {{"format", "review"}}).body, HasSubstr("p1,reject,\"a tree, \"\"old\"\"\""));
}

TEST_F(Serve, EveryAnswerKeepsThePageToItself)
{
    for (char const* const path : {"/api/session", "/nothing"}) {
        HttpResponse const response = get(path);
        EXPECT_THAT(head_of(response), testing::AllOf(HasSubstr("Content-Security-Policy: default-src 'self'"),
                                                      HasSubstr("X-Content-Type-Options: nosniff"),
                                                      testing::Not(HasSubstr("Access-Control-Allow")),
                                                      testing::Not(HasSubstr("unsafe-inline"))));
    }
}

}  // namespace
}  // namespace laad::serve_test
