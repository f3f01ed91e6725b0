package org.haat.channelsync.listing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ListingSearchTest {
    @Test
    void wordsAreLookedForAsTheyAreStoredHoweverTheKeyboardWritesThem() {
        String oneCodePoint = "শা\u09DCি";
        String asStored = "শা\u09A1\u09BCি";

        var filter = new ListingSearch.Filter(null, null, null, null, oneCodePoint, null, null, 0, 50);

        assertThat(filter.text()).isEqualTo(asStored);
    }
}
