package tv.exstream.server.library;

import java.util.Optional;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FactsTest {
    @Property(tries = 300)
    void textReadsBackAsItWasWritten(@ForAll @NotEmpty String name, @ForAll String path) {
        Facts facts = new Facts.Builder()
                .add(Fact.DIRECTOR, name)
                .add(Fact.DIRECTOR, "Second")
                .add(Fact.POSTER, path)
                .build();
        assertThat(Facts.parse(facts.text()).said()).isEqualTo(facts.said());
    }

    @Test
    void linesOfAnotherVersionArePassedOver() {
        Facts facts = Facts.parse("director One\nperfume Rose\nnothing\n \ndirector Two");
        assertThat(facts.all(Fact.DIRECTOR)).containsExactly("One", "Two");
        assertThat(Facts.parse("")).isEqualTo(Facts.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "PG-13,MPAA,PG-13",
        "Rated PG-13 for some violence,MPAA,PG-13",
        "TV-MA,VCHIP,TV-MA",
        "TV-14,VCHIP,TV-14",
        "US:TV-14,VCHIP,TV-14",
        "US:R / GB:18,MPAA,R",
        "GB:15,BBFC,15",
        "DE-16,FSK,16",
        "Germany:FSK 12,FSK,12",
        "FSK-6,FSK,6",
        "Sweden:11,Sweden,11",
        "NC-17,MPAA,NC-17",
        "12A,,12A",
        "NR,,",
        "Not Rated,,",
        "US:Unrated,,",
    })
    void ratingsNameTheirBody(String mpaa, String system, String value) {
        Optional<MediaDetails.Certificate> certificate = Certificates.line(mpaa)
                .map(line -> MediaDetails.unpack(
                        new Facts.Builder().add(Fact.RATING, line).build().packed()))
                .flatMap(MediaDetails::certificate);
        assertThat(certificate.map(MediaDetails.Certificate::value)).isEqualTo(Optional.ofNullable(value));
        assertThat(certificate.flatMap(MediaDetails.Certificate::system)).isEqualTo(Optional.ofNullable(system));
    }

    @ParameterizedTest
    @CsvSource({"eng,en", "GER,de", "deu,de", "fre,fr", "en,en", "gsw,gsw", "und,", "'',", "zxx,"})
    void languagesHaveTwoLettersWhereTheyCan(String said, String code) {
        assertThat(Languages.code(said)).isEqualTo(Optional.ofNullable(code));
    }
}
