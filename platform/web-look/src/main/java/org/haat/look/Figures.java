package org.haat.look;

import com.ibm.icu.number.LocalizedNumberFormatter;
import com.ibm.icu.number.Precision;
import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.DecimalFormat;
import com.ibm.icu.text.MeasureFormat;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.text.RelativeDateTimeFormatter;
import com.ibm.icu.text.RelativeDateTimeFormatter.Direction;
import com.ibm.icu.text.RelativeDateTimeFormatter.RelativeUnit;
import com.ibm.icu.util.Measure;
import com.ibm.icu.util.MeasureUnit;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Numbers, money and times as a person in India reads them: 1,23,456.00 and Indian Standard Time. */
public final class Figures {
    private static final String INDIA = "Asia/Kolkata";

    private Figures() {}

    public static String number(Language language, Number number) {
        return Formats.of(language).number().format(number).toString();
    }

    /** @param paise hundredths of a rupee */
    public static String money(Language language, long paise) {
        BigDecimal rupees = BigDecimal.valueOf(paise, 2).abs();
        return (paise < 0 ? "−₹" : "₹") + Formats.of(language).money().format(rupees);
    }

    /** @param part of {@code whole}; a whole of nothing is 0 % */
    public static String percent(Language language, long part, long whole) {
        double share = whole == 0 ? 0 : (double) part / whole;
        return Formats.of(language).percent().format(share).toString();
    }

    public static String date(Language language, Instant instant) {
        return format(Formats.of(language).date(), instant);
    }

    public static String date(Language language, LocalDate date) {
        return date(language, date.atStartOfDay(ZoneId.of(INDIA)).toInstant());
    }

    public static String time(Language language, Instant instant) {
        return format(Formats.of(language).time(), instant);
    }

    /** "5 minutes ago", "in 3 hours": whole units, the largest that fits. */
    public static String distance(Language language, Instant instant, Instant now) {
        Duration between = Duration.between(instant, now);
        Direction direction = between.isNegative() ? Direction.NEXT : Direction.LAST;
        long seconds = between.abs().toSeconds();
        RelativeDateTimeFormatter format = RelativeDateTimeFormatter.getInstance(language.formats());
        if (seconds < 60) {
            return format.format(seconds, direction, RelativeUnit.SECONDS);
        }
        if (seconds < 3600) {
            return format.format(seconds / 60, direction, RelativeUnit.MINUTES);
        }
        return seconds < 86_400
                ? format.format(seconds / 3600, direction, RelativeUnit.HOURS)
                : format.format(seconds / 86_400, direction, RelativeUnit.DAYS);
    }

    /** "0.4 secs", "12 secs", "2 mins 59 secs", "1 hr 5 mins", "1 day": the two largest units. */
    public static String duration(Language language, Duration duration) {
        MeasureFormat format = MeasureFormat.getInstance(language.formats(), MeasureFormat.FormatWidth.SHORT);
        if (duration.toMillis() < 10_000) {
            double tenths = Math.ceil(duration.toMillis() / 100.0) / 10;
            return format.format(new Measure(tenths, MeasureUnit.SECOND));
        }
        if (duration.toMinutes() < 1) {
            return format.format(new Measure(duration.toSeconds(), MeasureUnit.SECOND));
        }
        if (duration.toHours() < 1) {
            return together(
                    format,
                    new Measure(duration.toMinutes(), MeasureUnit.MINUTE),
                    new Measure(duration.toSecondsPart(), MeasureUnit.SECOND));
        }
        return duration.toDays() < 1
                ? together(
                        format,
                        new Measure(duration.toHours(), MeasureUnit.HOUR),
                        new Measure(duration.toMinutesPart(), MeasureUnit.MINUTE))
                : together(
                        format,
                        new Measure(duration.toDays(), MeasureUnit.DAY),
                        new Measure(duration.toHoursPart(), MeasureUnit.HOUR));
    }

    private static String together(MeasureFormat format, Measure large, Measure small) {
        return small.getNumber().intValue() == 0 ? format.format(large) : format.formatMeasures(large, small);
    }

    /** @param format of all threads, of which one may use it at a time: so a copy does */
    private static String format(DateFormat format, Instant instant) {
        return ((DateFormat) format.clone()).format(Date.from(instant));
    }

    /** Of one language, made once: to make one takes ten times as long as to use it. */
    private record Formats(
            LocalizedNumberFormatter number,
            LocalizedNumberFormatter money,
            LocalizedNumberFormatter percent,
            DateFormat date,
            DateFormat time) {
        private static final Map<Language, Formats> MADE = new ConcurrentHashMap<>();

        static Formats of(Language language) {
            return MADE.computeIfAbsent(language, one -> in(one.formats()));
        }

        private static Formats in(ULocale locale) {
            LocalizedNumberFormatter number = shared(NumberFormat.getInstance(locale));
            return new Formats(
                    number,
                    number.precision(Precision.fixedFraction(2)),
                    shared(NumberFormat.getPercentInstance(locale)),
                    indian(DateFormat.getPatternInstance("d MMM y", locale)),
                    indian(DateFormat.getPatternInstance("d MMM y HH:mm", locale)));
        }

        private static LocalizedNumberFormatter shared(NumberFormat format) {
            return ((DecimalFormat) format).toNumberFormatter();
        }

        private static DateFormat indian(DateFormat format) {
            format.setTimeZone(TimeZone.getTimeZone(INDIA));
            return format;
        }
    }
}
