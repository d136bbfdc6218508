package zkopt.attack.cheat;

import java.util.function.Supplier;
import zkopt.attack.Lie;
import zkopt.attack.Target;
import zkopt.field.Ext3;
import zkopt.protocol.Transcript;

/** A forged opening, and the codeword that belongs to it at every point: of no low degree. */
class BentCodeword extends ForgedOpening {
  BentCodeword(Target target, Lie lie, Supplier<Transcript> transcript) {
    super(target, lie, transcript);
  }

  @Override
  public void codeword(long[][] codeword, Ext3 batching) {
    super.codeword(codeword, batching);
    asOpened(codeword, batching);
  }
}
