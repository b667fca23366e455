package io.github.audibleabssync.audible;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarketplaceTest {

    @Test
    void everyShopIsFoundByItsCodeInAnyCase() {
        assertThat(Marketplace.values()).hasSize(11);
        for (Marketplace shop : Marketplace.values()) {
            assertThat(Marketplace.find(shop.code())).contains(shop);
            assertThat(Marketplace.find(" " + shop.name() + " ")).contains(shop);
        }
        assertThat(Marketplace.codes()).isEqualTo("us uk de fr ca it au in jp es br");
    }

    @Test
    void countryCodesThatAudibleDoesNotUseAreUnknown() {
        assertThat(Marketplace.find("gb")).isEmpty();
        assertThat(Marketplace.find("ja")).isEmpty();
        assertThat(Marketplace.find("")).isEmpty();
    }

    @Test
    void tokensOfAccountsFromBeforeAmazonComeFromAudiblesOwnHost() {
        assertThat(Marketplace.UK.apiUrl()).isEqualTo("https://api.audible.co.uk");
        assertThat(Marketplace.UK.authUrl(false)).isEqualTo("https://api.amazon.co.uk");
        assertThat(Marketplace.UK.authUrl(true)).isEqualTo("https://api.audible.co.uk");
        assertThat(Marketplace.BR.id()).isEqualTo("A10J1VAYUDTYRN");
        assertThat(Marketplace.AU.tld()).isEqualTo("com.au");
    }
}
