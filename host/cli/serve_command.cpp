// SPDX-License-Identifier: Apache-2.0
#include "host/serve/serve.hpp"

#include "host/cli/commands.hpp"
#include "host/cli/progress.hpp"
#include "host/cli/say.hpp"

#include <cstdio>

namespace laad {

void serve_command(ServeRequest const& request, bool quiet)
{
    ProgressLine line{quiet};
    serve(request, line.listener(), [&](std::string const& address) {
        line.done();
        say("open {} in a browser; Ctrl-C ends the session, which is kept\n", address);
        std::fflush(stdout);
    });
}

}  // namespace laad
