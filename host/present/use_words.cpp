// SPDX-License-Identifier: Apache-2.0
#include "host/present/use_words.hpp"

#include "host/language/said_with.hpp"
#include "host/present/words.hpp"

namespace laad {

KnownSites known_sites(Use const& use)
{
    KnownSites sites;
    for (SiteUse const& site : use.sites) {
        sites.known += site.known() ? 1 : 0;
        sites.charging_only += site.known() && site.charging_only ? 1 : 0;
    }
    return sites;
}

std::string use_words(Use const& use)
{
    KnownSites const sites = known_sites(use);
    std::string words = said(demand_is_censored);
    if (sites.charging_only > 0)
        words += "; " + said_with("charging only at {} of {} sites: cars that stay plugged in are not seen",
                                  grouped(sites.charging_only), grouped(sites.known));
    return words;
}

}  // namespace laad
