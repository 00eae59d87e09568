// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/serve/gate.hpp"
#include "host/serve/planner.hpp"
#include "host/serve/static_files.hpp"

namespace laad {

/// Answers all that a page asks: files, and what edits do.
class Pages {
  public:
    Pages(Gate const& gate, StaticFiles const& files, Planner& planner) : gate_{gate}, files_{files}, planner_{planner}
    {
    }

    HttpResponse operator()(HttpRequest const&) const;

  private:
    HttpResponse answer(HttpRequest const&) const;
    HttpResponse asked_for(HttpRequest const&) const;
    HttpResponse done(HttpRequest const&) const;
    HttpResponse exported(HttpRequest const&) const;

    Gate const& gate_;
    StaticFiles const& files_;
    Planner& planner_;
};

}  // namespace laad
