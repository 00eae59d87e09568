// SPDX-License-Identifier: Apache-2.0
#include "host/serve/pages.hpp"

#include "host/live/edit_json.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>

namespace laad {
namespace {

using Json = nlohmann::json;

constexpr char const* policy =
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob: https://service.pdok.nl; "
    "connect-src 'self' https://service.pdok.nl; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'";

HttpResponse in_json(Json const& answer)
{
    return {.body = answer.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

struct Format {
    char const* name;
    Planner::Export is;
    char const* type;
    char const* file;
};
constexpr std::array formats{Format{"geojson", Planner::Export::geojson, "application/geo+json", "variant.geojson"},
                             Format{"csv", Planner::Export::csv, "text/csv; charset=utf-8", "variant.csv"},
                             Format{"toml", Planner::Export::toml, "application/toml; charset=utf-8", "variant.toml"},
                             Format{"review", Planner::Export::review, "text/csv; charset=utf-8", "review.csv"}};

}  // namespace

HttpResponse Pages::operator()(HttpRequest const& request) const
{
    HttpResponse response = answer(request);
    auto& headers = response.headers;
    headers.insert(headers.end(), {{"Content-Security-Policy", policy},
                                   {"X-Content-Type-Options", "nosniff"},
                                   {"Referrer-Policy", "no-referrer"},
                                   {"Cross-Origin-Resource-Policy", "same-origin"},
                                   {"Cross-Origin-Opener-Policy", "same-origin"}});
    if (request.path.starts_with("/api/")) headers.emplace_back("Cache-Control", "no-store");
    return response;
}

HttpResponse Pages::answer(HttpRequest const& request) const
{
    if (auto refused = gate_.refused(request)) return std::move(*refused);
    try {
        if (request.method == Method::post) return done(request);
        return request.path.starts_with("/api/") ? asked_for(request) : files_.answer(request);
    } catch (InputError const& error) {
        return refusal(400, error.what());
    } catch (OutputError const& error) {
        return refusal(500, error.what());
    }
}

HttpResponse Pages::asked_for(HttpRequest const& request) const
{
    if (request.path == "/api/session") {
        Json session = planner_.session();
        session["token"] = gate_.token();
        return in_json(session);
    }
    if (request.path == "/api/state") return in_json(planner_.state());
    if (request.path == "/api/variants") return in_json(planner_.variants());
    if (request.path == "/api/review") return in_json(planner_.review_rows());
    if (request.path == "/api/export") return exported(request);
    return refusal(404, "there is no such thing to ask");
}

HttpResponse Pages::done(HttpRequest const& request) const
{
    if (!request.header("content-type").starts_with("application/json"))
        return refusal(400, "what is sent is no JSON (Content-Type: application/json)");
    if (request.path == "/api/edit") return in_json(planner_.edit(json_from(request.body)));
    if (request.path == "/api/variant") return in_json(planner_.variant(json_from(request.body)));
    if (request.path == "/api/review") return in_json(planner_.review(json_from(request.body)));
    return refusal(404, "there is no such thing to do");
}

HttpResponse Pages::exported(HttpRequest const& request) const
{
    auto const asked = request.query.find("format");
    for (Format const& format : formats)
        if (asked != request.query.end() && asked->second == format.name) {
            HttpResponse response{.type = format.type, .body = planner_.exported(format.is)};
            response.headers.emplace_back("Content-Disposition",
                                          fmt::format("attachment; filename=\"{}\"", format.file));
            return response;
        }
    return refusal(400, "say which format: geojson, csv, toml or review");
}

}  // namespace laad
