package zkopt.ir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FloatTypeTest {
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "F8E.*|F4.*")
  void everyCodeOfAShortFormatReadsBack(FloatType type) {
    for (long code = 0; code < 1 << type.width(); code++) {
      double value = type.value(code);
      if (Double.isNaN(value)) assertTrue(Double.isNaN(type.value(type.bits(value))), "code " + code);
      else assertEquals(code, type.bits(value), "code " + code);
    }
  }

  @ParameterizedTest
  @CsvSource({"F8E4M3FN, 0x7E, 448", "F8E4M3FN, 0x7F, NaN", "F8E4M3FN, 0x01, 0.001953125", "F8E4M3FNUZ, 0x7F, 240", "F8E4M3FNUZ, 0x80, NaN",
      "F8E5M2, 0x7B, 57344", "F8E5M2, 0x7C, Infinity", "F8E5M2, 0x7D, NaN", "F8E5M2FNUZ, 0x7F, 57344", "F8E5M2, 0x83, -4.57763671875e-5",
      "F8E8M0FNU, 0x80, 2", "F8E8M0FNU, 0xFF, NaN", "F4E2M1FN, 0x7, 6", "F4E2M1FN, 0x9, -0.5"})
  void codesMeanWhatTheirSpecificationsSay(FloatType type, String code, double value) {
    assertEquals(value, type.value(Long.decode(code)));
  }

  @ParameterizedTest
  @CsvSource({"F4E2M1FN, 0.25, 0", "F4E2M1FN, 0.75, 1", "F4E2M1FN, -2.5, -2", "F4E2M1FN, 5, 4", "F4E2M1FN, 5.1, 6", "F4E2M1FN, 100, 6",
      "F8E4M3FN, 0.4789254665374756, 0.46875", "F8E4M3FN, 464, 448", "F8E4M3FN, 464.1, NaN", "F8E5M2, 61440, Infinity", "F8E5M2, 61439, 57344",
      "F8E4M3FNUZ, -1e-7, 0", "F8E8M0FNU, 1.5, 2", "F8E8M0FNU, 1.4, 1", "BF16, 0.4789254665374756, 0.478515625", "F16, 65504, 65504"})
  void valuesAreRoundedToTheNearestTiesToEven(FloatType type, double value, double rounded) {
    assertEquals(rounded, type.round(value), 0.0);
  }

  @Test
  void magnitudesAreTheFiniteValues() {
    assertArrayEquals(new double[] {0, 0.5, 1, 1.5, 2, 3, 4, 6}, FloatType.F4E2M1FN.magnitudes());
    assertEquals(127, FloatType.F8E4M3FN.magnitudes().length);
    assertEquals(0x1p127, FloatType.F8E8M0FNU.magnitudes()[254]);
  }

  @Test
  void unsupportedConstantsAreAnError() {
    assertThrows(IllegalArgumentException.class, () -> FloatType.F128.bits(1));
    assertThrows(IllegalArgumentException.class, () -> FloatType.F4E2M1FN.bits(Double.NaN));
  }
}
