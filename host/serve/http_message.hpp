// SPDX-License-Identifier: Apache-2.0
// What a browser asks and is answered, as values.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace laad {

enum class Method : std::uint8_t { get, head, post };

struct HttpRequest {
    Method method{};
    std::string path;  ///< decoded; begins with a slash
    std::map<std::string, std::string> query;
    std::map<std::string, std::string> headers;  ///< names in lower case
    std::string body;

    std::string header(std::string const& name) const
    {
        auto const found = headers.find(name);
        return found == headers.end() ? std::string{} : found->second;
    }
};

/// A part of a file that follows the head instead of `body`.
struct FilePart {
    std::filesystem::path file;
    std::int64_t first{};
    std::int64_t bytes{};
};

struct HttpResponse {
    int status{200};
    std::string type{"application/json; charset=utf-8"};
    std::string body{};
    std::vector<std::pair<std::string, std::string>> headers{};
    std::optional<FilePart> part{};
};

/// {"error": why}
HttpResponse refusal(int status, std::string_view why);

/// The head as it is sent, with the length of what follows; the connection closes after it.
std::string head_of(HttpResponse const&);

/// Takes the bytes of one request as they come. What is larger than the limits, or not as HTTP/1.1 says, is refused;
/// nothing is guessed. Bodies have a stated length: none comes in chunks.
class RequestReader {
  public:
    static constexpr std::size_t most_head_bytes = 16 << 10;
    static constexpr std::size_t most_body_bytes = 64 << 10;
    static constexpr std::size_t most_headers = 64;

    enum class State : std::uint8_t { incomplete, complete, refused };

    State add(std::string_view bytes);
    HttpRequest take() { return std::move(request_); }
    HttpResponse const& why_refused() const { return *refused_; }

  private:
    State refuse(int status, std::string_view why);
    State read_head(std::string_view head);
    bool read_line(std::string_view line);
    bool read_header(std::string_view line);
    State read_length();

    std::string bytes_;
    std::size_t body_at_{};
    std::size_t body_bytes_{};
    HttpRequest request_;
    std::optional<HttpResponse> refused_;
};

}  // namespace laad
