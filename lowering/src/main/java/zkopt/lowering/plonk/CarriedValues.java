package zkopt.lowering.plonk;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.LoadOp;
import zkopt.dialect.affine.StoreOp;
import zkopt.dialect.memref.AllocaOp;
import zkopt.ir.MemRefType;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineMap;

/** Moves what loops carry from one iteration to the next into memory, which is free below: a memref only names values. */
final class CarriedValues {
  private static final AffineMap SCALAR = new AffineMap(0, 0, List.of());

  private CarriedValues() {}

  static void toMemory(Operation root) {
    var loops = new ArrayList<ForOp>();
    root.walk(ForOp.class, loop -> {
      if (!loop.inits().isEmpty()) loops.add(loop);
    });
    loops.forEach(CarriedValues::toMemory);
  }

  private static void toMemory(ForOp loop) {
    var location = loop.location();
    var before = OpBuilder.before(loop);
    var cells = new ArrayList<Value>();
    for (Value init : loop.inits()) {
      Value cell = AllocaOp.create(before, location, MemRefType.of(List.of(), init.type())).result();
      StoreOp.create(before, location, init, cell, SCALAR, List.of());
      cells.add(cell);
    }
    var made = ForOp.create(before, location, loop.lowerMap(), loop.lowerOperands(), loop.upperMap(), loop.upperOperands(), loop.step(), List.of());
    made.inductionVar().setNameHint(loop.inductionVar().nameHint());
    Operation end = made.body().terminator();
    var atEnd = OpBuilder.before(end);
    for (int i = 0; i < cells.size(); i++) {
      loop.iterArgs().get(i).replaceAllUsesWith(LoadOp.create(atEnd, location, cells.get(i), SCALAR, List.of()).result());
    }
    loop.inductionVar().replaceAllUsesWith(made.inductionVar());
    Operation yield = loop.body().terminator();
    for (Operation op : loop.body().operations()) {
      if (op != yield) op.moveBefore(end);
    }
    for (int i = 0; i < cells.size(); i++) StoreOp.create(atEnd, location, yield.operand(i), cells.get(i), SCALAR, List.of());
    var after = OpBuilder.before(loop);
    for (int i = 0; i < cells.size(); i++) {
      loop.result(i).replaceAllUsesWith(LoadOp.create(after, location, cells.get(i), SCALAR, List.of()).result());
    }
    loop.erase();
  }
}
