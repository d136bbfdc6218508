package zkopt.transforms.canonical;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.memref.AllocOp;
import zkopt.dialect.memref.AllocaOp;
import zkopt.dialect.memref.CopyOp;
import zkopt.dialect.memref.DeallocOp;
import zkopt.dialect.memref.ReallocOp;
import zkopt.dialect.memref.StoreOp;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;
import zkopt.transforms.CanonicalizationProvider;

/** Canonical forms of memref operations. */
public final class MemRefRewrites implements CanonicalizationProvider {
  @Override
  public List<Rewrite<?>> rewrites() {
    var rewrites = new ArrayList<Rewrite<?>>(MemRefViewRules.rules());
    rewrites.addAll(MemRefLayoutRules.rules());
    rewrites.addAll(ReshapeRules.BUFFERS.rules());
    rewrites.addAll(AllocaScopeRules.rules());
    rewrites.add(new DeadAlloc<>(ReallocOp.class));
    rewrites.add(new DeadAlloc<>(AllocOp.class));
    rewrites.add(new DeadAlloc<>(AllocaOp.class));
    return rewrites;
  }

  /** A buffer that is only written to and freed goes, with what writes to it. */
  record DeadAlloc<O extends Operation>(Class<O> root) implements Rewrite<O> {
    @Override
    public boolean matchAndRewrite(O op, Rewriter rewriter) {
      Value buffer = op.result();
      if (!buffer.users().stream().allMatch(user -> onlyWrites(user, buffer))) return false;
      buffer.users().forEach(rewriter::eraseOp);
      rewriter.eraseOp(op);
      return true;
    }

    private static boolean onlyWrites(Operation user, Value buffer) {
      return switch (user) {
        case StoreOp store -> store.value() != buffer;
        case zkopt.dialect.affine.StoreOp store -> store.value() != buffer;
        case CopyOp copy -> copy.source() != buffer;
        case DeallocOp _ -> true;
        default -> false;
      };
    }
  }
}
