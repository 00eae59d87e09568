// SPDX-License-Identifier: Apache-2.0
// Who may ask: pages of this very server. A page of another site that a browser has open may not, by whatever name it
// reaches the machine.
#pragma once

#include "host/serve/http_message.hpp"

#include <optional>
#include <string>

namespace laad {

class Gate {
  public:
    /// `host`, `port`: where the server listens. The token is drawn anew.
    /// Errors  ContractError: the system gives no random bytes
    Gate(std::string host, int port);

    std::string const& token() const { return token_; }
    /// Why a request is not answered; nothing: it is.
    std::optional<HttpResponse> refused(HttpRequest const&) const;

    static bool is_loopback(std::string const& host);

  private:
    bool names_this_server(std::string const& authority) const;
    bool has_token(HttpRequest const&) const;

    std::string host_;
    std::string port_;
    std::string token_;
};

}  // namespace laad
