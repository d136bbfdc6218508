package zkopt.tools.prove;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import zkopt.circuit.Assignment;
import zkopt.circuit.Field;
import zkopt.tools.cli.ToolException;

/** A cell of a witness column that is given another value, to see what notices: {@code 3:17=-5} is column 3, row 17. */
record Corruption(int column, int row, long value) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,9}):(\\d{1,9})=(-?\\d{1,18})");

  void applyTo(Assignment assignment) {
    long[][] witness = assignment.witness();
    if (column >= witness.length || row >= witness[column].length) {
      throw new ToolException("cell %d:%d is outside the table: it has %d witness columns of %d rows".formatted(column, row, witness.length,
          witness.length == 0 ? 0 : witness[0].length));
    }
    witness[column][row] = Field.encode(value);
  }

  /** Reads the option's text. */
  static final class Converter implements ITypeConverter<Corruption> {
    @Override
    public Corruption convert(String text) {
      Matcher matcher = TEXT.matcher(text);
      if (!matcher.matches()) throw new TypeConversionException("expected COLUMN:ROW=VALUE such as 3:17=-5, but got '" + text + "'");
      return new Corruption(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), Long.parseLong(matcher.group(3)));
    }
  }
}
