// SPDX-License-Identifier: Apache-2.0
#include "host/serve/http_message.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace laad {
namespace {

char const* reason_of(int status)
{
    switch (status) {
        case 200:
            return "OK";
        case 206:
            return "Partial Content";
        case 304:
            return "Not Modified";
        case 400:
            return "Bad Request";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 411:
            return "Length Required";
        case 413:
            return "Content Too Large";
        case 416:
            return "Range Not Satisfiable";
        case 431:
            return "Request Header Fields Too Large";
        case 503:
            return "Service Unavailable";
        case 505:
            return "HTTP Version Not Supported";
        default:
            return "Internal Server Error";
    }
}

bool is_token(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view{"!#$%&'*+-.^_`|~"}.find(c) != std::string_view::npos;
}

int hex(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// Nothing: a broken escape, or a control character.
std::optional<std::string> decoded(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            if (i + 2 >= text.size() || hex(text[i + 1]) < 0 || hex(text[i + 2]) < 0) return {};
            c = static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
            i += 2;
        }
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return {};
        out += c;
    }
    return out;
}

std::string lower(std::string_view text)
{
    std::string out{text};
    std::ranges::transform(out, out.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
}

std::string_view trimmed_blanks(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

/// Nothing: a broken escape.
std::optional<std::map<std::string, std::string>> query_of(std::string_view text)
{
    std::map<std::string, std::string> query;
    while (!text.empty()) {
        auto const pair = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(text.size(), pair.size() + 1));
        auto const middle = std::min(pair.find('='), pair.size());
        auto const name = decoded(pair.substr(0, middle));
        auto const value = decoded(middle < pair.size() ? pair.substr(middle + 1) : "");
        if (!name || !value) return {};
        query.insert_or_assign(*name, *value);
    }
    return query;
}

}  // namespace

HttpResponse refusal(int status, std::string_view why)
{
    nlohmann::json const body{{"error", why}};
    return {.status = status, .body = body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)};
}

std::string head_of(HttpResponse const& response)
{
    std::string head =
        fmt::format("HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\n",
                    response.status, reason_of(response.status), response.type,
                    response.part ? response.part->bytes : static_cast<std::int64_t>(response.body.size()));
    for (auto const& [name, value] : response.headers)
        head += fmt::format("{}: {}\r\n", name, value);
    return head + "\r\n";
}

RequestReader::State RequestReader::add(std::string_view bytes)
{
    if (refused_) return State::refused;
    bytes_ += bytes;
    if (body_at_ == 0) {
        auto const end = bytes_.find("\r\n\r\n");
        if (std::min(end, bytes_.size()) > most_head_bytes) return refuse(431, "the head of the request is too large");
        if (end == std::string::npos) return State::incomplete;
        body_at_ = end + 4;
        if (auto const state = read_head(std::string_view{bytes_}.substr(0, end)); state != State::incomplete)
            return state;
    }
    if (bytes_.size() - body_at_ < body_bytes_) return State::incomplete;
    request_.body = bytes_.substr(body_at_, body_bytes_);
    return State::complete;
}

RequestReader::State RequestReader::refuse(int status, std::string_view why)
{
    refused_ = refusal(status, why);
    return State::refused;
}

/// Incomplete: all is well, and the body follows.
RequestReader::State RequestReader::read_head(std::string_view head)
{
    for (bool is_first = true; !head.empty() || is_first; is_first = false) {
        auto const line = head.substr(0, head.find("\r\n"));
        head.remove_prefix(std::min(head.size(), line.size() + 2));
        if (is_first ? !read_line(line) : !read_header(line))
            return refused_ ? State::refused : refuse(400, "this is no request of HTTP/1.1");
    }
    if (!request_.headers.contains("host")) return refuse(400, "the request names no host");
    if (request_.headers.contains("transfer-encoding")) return refuse(411, "state the length of the body");
    return read_length();
}

bool RequestReader::read_line(std::string_view line)
{
    auto const method = line.substr(0, line.find(' '));
    line.remove_prefix(std::min(line.size(), method.size() + 1));
    auto const target = line.substr(0, line.find(' '));
    line.remove_prefix(std::min(line.size(), target.size() + 1));
    if (line != "HTTP/1.1" && line != "HTTP/1.0") {
        if (line.starts_with("HTTP/")) refuse(505, "only HTTP/1.1 is spoken here");
        return false;
    }
    if (method == "GET")
        request_.method = Method::get;
    else if (method == "HEAD")
        request_.method = Method::head;
    else if (method == "POST")
        request_.method = Method::post;
    else {
        refuse(405, "only GET, HEAD and POST are answered");
        return false;
    }
    if (!target.starts_with('/')) return false;
    auto const middle = std::min(target.find('?'), target.size());
    auto const path = decoded(target.substr(0, middle));
    auto const query = query_of(middle < target.size() ? target.substr(middle + 1) : "");
    if (!path || !query) return false;
    request_.path = *path;
    request_.query = *query;
    return true;
}

bool RequestReader::read_header(std::string_view line)
{
    auto const colon = line.find(':');
    auto const name = line.substr(0, colon);
    if (colon == std::string_view::npos || name.empty() || !std::ranges::all_of(name, is_token)) return false;
    auto const value = trimmed_blanks(line.substr(colon + 1));
    if (std::ranges::any_of(value, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t'; }))
        return false;
    if (request_.headers.size() == most_headers) {
        refuse(431, "the request has too many headers");
        return false;
    }
    auto const [there, is_new] = request_.headers.emplace(lower(name), value);
    if (is_new) return true;
    bool const decides = there->first == "host" || there->first == "content-length" || there->first == "origin" ||
                         there->first == "x-laadraster-token";
    if (!decides) there->second += ", " + std::string{value};
    return !decides;
}

RequestReader::State RequestReader::read_length()
{
    std::string const text = request_.header("content-length");
    if (text.empty())
        return request_.method == Method::post ? refuse(411, "state the length of the body") : State::incomplete;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), body_bytes_);
    if (error == std::errc::result_out_of_range) return refuse(413, "the body of a request has at most 64 kB");
    if (error != std::errc{} || end != text.data() + text.size() || text.front() == '-')
        return refuse(400, "the length of the body is no number");
    if (body_bytes_ > most_body_bytes) return refuse(413, "the body of a request has at most 64 kB");
    return State::incomplete;
}

}  // namespace laad
