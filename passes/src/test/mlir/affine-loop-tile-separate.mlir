// RUN: builtin.module(func.func(affine-loop-tile{tile-size=5 separate=1}))

// parts of tiles in both loops, in one of them, in none, and steps
func.func @constants(%m: memref<100x100xf32>, %v: f32) {
  affine.for %i = 0 to 64 {
    affine.for %j = 3 to 50 {
      affine.store %v, %m[%i, %j] : memref<100x100xf32>
    }
  }
  affine.for %i = 0 to 50 {
    affine.for %j = 3 to 50 {
      affine.store %v, %m[%i, %j] : memref<100x100xf32>
    }
  }
  affine.for %i = 0 to 10 {
    affine.store %v, %m[%i, %i] : memref<100x100xf32>
  }
  affine.for %i = 0 to 2 {
    affine.store %v, %m[%i, 0] : memref<100x100xf32>
  }
  affine.for %i = 0 to 64 {
    affine.for %j = 3 to 50 step 2 {
      affine.store %v, %m[%i, %j] : memref<100x100xf32>
    }
  }
  return
}
// =====>
#map = affine_map<(d0) -> (d0)>
#map1 = affine_map<(d0) -> (d0 + 5)>
#map2 = affine_map<(d0) -> (d0 + 5, 64)>
#map3 = affine_map<(d0) -> (d0 + 5, 50)>
#map4 = affine_map<(d0) -> (d0 + 2)>
#map5 = affine_map<(d0) -> (d0 + 10, 50)>
#set = affine_set<(d0, d1) : (-d0 + 59 >= 0, -d1 + 45 >= 0)>
#set1 = affine_set<(d0) : (-d0 + 45 >= 0)>
#set2 = affine_set<() : (0 == 0)>
func.func @constants(%arg0: memref<100x100xf32>, %arg1: f32) {
  affine.for %arg2 = 0 to 64 step 5 {
    affine.for %arg3 = 3 to 50 step 5 {
      affine.if #set(%arg2, %arg3) {
        affine.for %arg4 = #map(%arg2) to #map1(%arg2) {
          affine.for %arg5 = #map(%arg3) to #map1(%arg3) {
            affine.store %arg1, %arg0[%arg4, %arg5] : memref<100x100xf32>
          }
        }
      } else {
        affine.for %arg4 = #map(%arg2) to min #map2(%arg2) {
          affine.for %arg5 = #map(%arg3) to min #map3(%arg3) {
            affine.store %arg1, %arg0[%arg4, %arg5] : memref<100x100xf32>
          }
        }
      }
    }
  }
  affine.for %arg2 = 0 to 50 step 5 {
    affine.for %arg3 = 3 to 50 step 5 {
      affine.if #set1(%arg3) {
        affine.for %arg4 = #map(%arg2) to #map1(%arg2) {
          affine.for %arg5 = #map(%arg3) to #map1(%arg3) {
            affine.store %arg1, %arg0[%arg4, %arg5] : memref<100x100xf32>
          }
        }
      } else {
        affine.for %arg4 = #map(%arg2) to #map1(%arg2) {
          affine.for %arg5 = #map(%arg3) to min #map3(%arg3) {
            affine.store %arg1, %arg0[%arg4, %arg5] : memref<100x100xf32>
          }
        }
      }
    }
  }
  affine.for %arg2 = 0 to 10 step 5 {
    affine.if #set2() {
      affine.for %arg3 = #map(%arg2) to #map1(%arg2) {
        affine.store %arg1, %arg0[%arg3, %arg3] : memref<100x100xf32>
      }
    } else {
      affine.for %arg3 = #map(%arg2) to #map1(%arg2) {
        affine.store %arg1, %arg0[%arg3, %arg3] : memref<100x100xf32>
      }
    }
  }
  affine.for %arg2 = 0 to 2 step 5 {
    affine.if #set2() {
      affine.for %arg3 = #map(%arg2) to #map4(%arg2) {
        affine.store %arg1, %arg0[%arg3, 0] : memref<100x100xf32>
      }
    } else {
      affine.for %arg3 = #map(%arg2) to #map4(%arg2) {
        affine.store %arg1, %arg0[%arg3, 0] : memref<100x100xf32>
      }
    }
  }
  affine.for %arg2 = 0 to 64 step 5 {
    affine.for %arg3 = 3 to 50 step 10 {
      affine.for %arg4 = #map(%arg2) to min #map2(%arg2) {
        affine.for %arg5 = #map(%arg3) to min #map5(%arg3) step 2 {
          affine.store %arg1, %arg0[%arg4, %arg5] : memref<100x100xf32>
        }
      }
    }
  }
  return
}
// -----
// sizes that are not known; a quotient in a bound
func.func @symbols(%m: memref<100x100xf32>, %v: f32, %n: index) {
  affine.for %i = 0 to %n {
    affine.for %j = 0 to min affine_map<()[s0] -> (s0, 50)>()[%n] {
      affine.store %v, %m[%i, %j] : memref<100x100xf32>
    }
  }
  affine.for %i = max affine_map<()[s0] -> (s0 - 3, 4)>()[%n] to affine_map<()[s0] -> (s0 + 70)>()[%n] {
    affine.store %v, %m[%i, %i] : memref<100x100xf32>
  }
  affine.for %i = 0 to affine_map<()[s0] -> (s0 ceildiv 2 + 7)>()[%n] {
    affine.store %v, %m[%i, %i] : memref<100x100xf32>
  }
  return
}
// =====>
#map = affine_map<()[s0] -> (s0, 50)>
#map1 = affine_map<(d0) -> (d0)>
#map2 = affine_map<(d0) -> (d0 + 5)>
#map3 = affine_map<(d0)[s0] -> (d0 + 5, s0)>
#map4 = affine_map<(d0)[s0] -> (d0 + 5, s0, 50)>
#map5 = affine_map<()[s0] -> (s0 - 3, 4)>
#map6 = affine_map<()[s0] -> (s0 + 70)>
#map7 = affine_map<(d0)[s0] -> (d0 + 5, s0 + 70)>
#map8 = affine_map<()[s0] -> (s0 ceildiv 2 + 7)>
#map9 = affine_map<(d0)[s0] -> (d0 + 5, s0 ceildiv 2 + 7)>
#set = affine_set<(d0, d1)[s0] : (-d0 + s0 - 5 >= 0, -d1 + s0 - 5 >= 0, -d1 + 45 >= 0)>
#set1 = affine_set<(d0)[s0] : (-d0 + s0 + 65 >= 0)>
func.func @symbols(%arg0: memref<100x100xf32>, %arg1: f32, %arg2: index) {
  affine.for %arg3 = 0 to %arg2 step 5 {
    affine.for %arg4 = 0 to min #map()[%arg2] step 5 {
      affine.if #set(%arg3, %arg4)[%arg2] {
        affine.for %arg5 = #map1(%arg3) to #map2(%arg3) {
          affine.for %arg6 = #map1(%arg4) to #map2(%arg4) {
            affine.store %arg1, %arg0[%arg5, %arg6] : memref<100x100xf32>
          }
        }
      } else {
        affine.for %arg5 = #map1(%arg3) to min #map3(%arg3)[%arg2] {
          affine.for %arg6 = #map1(%arg4) to min #map4(%arg4)[%arg2] {
            affine.store %arg1, %arg0[%arg5, %arg6] : memref<100x100xf32>
          }
        }
      }
    }
  }
  affine.for %arg3 = max #map5()[%arg2] to #map6()[%arg2] step 5 {
    affine.if #set1(%arg3)[%arg2] {
      affine.for %arg4 = #map1(%arg3) to #map2(%arg3) {
        affine.store %arg1, %arg0[%arg4, %arg4] : memref<100x100xf32>
      }
    } else {
      affine.for %arg4 = #map1(%arg3) to min #map7(%arg3)[%arg2] {
        affine.store %arg1, %arg0[%arg4, %arg4] : memref<100x100xf32>
      }
    }
  }
  affine.for %arg3 = 0 to #map8()[%arg2] step 5 {
    affine.for %arg4 = #map1(%arg3) to min #map9(%arg3)[%arg2] {
      affine.store %arg1, %arg0[%arg4, %arg4] : memref<100x100xf32>
    }
  }
  return
}
// -----
// a nest that stays, and one of which the outer loop is tiled
func.func @others(%m: memref<100x100xf32>, %v: f32) {
  affine.for %i = 0 to 64 {
    affine.for %j = 0 to affine_map<(d0) -> (d0)>(%i) {
      affine.store %v, %m[%i, %j] : memref<100x100xf32>
    }
  }
  affine.for %i = 0 to 64 {
    affine.store %v, %m[%i, 0] : memref<100x100xf32>
    affine.for %j = 0 to 64 {
      affine.store %v, %m[%i, %j] : memref<100x100xf32>
    }
  }
  return
}
// =====>
#map = affine_map<(d0) -> (d0)>
#map1 = affine_map<(d0) -> (d0 + 5)>
#map2 = affine_map<(d0) -> (d0 + 5, 64)>
#set = affine_set<(d0) : (-d0 + 59 >= 0)>
func.func @others(%arg0: memref<100x100xf32>, %arg1: f32) {
  affine.for %arg2 = 0 to 64 {
    affine.for %arg3 = 0 to #map(%arg2) {
      affine.store %arg1, %arg0[%arg2, %arg3] : memref<100x100xf32>
    }
  }
  affine.for %arg2 = 0 to 64 step 5 {
    affine.if #set(%arg2) {
      affine.for %arg3 = #map(%arg2) to #map1(%arg2) {
        affine.store %arg1, %arg0[%arg3, 0] : memref<100x100xf32>
        affine.for %arg4 = 0 to 64 {
          affine.store %arg1, %arg0[%arg3, %arg4] : memref<100x100xf32>
        }
      }
    } else {
      affine.for %arg3 = #map(%arg2) to min #map2(%arg2) {
        affine.store %arg1, %arg0[%arg3, 0] : memref<100x100xf32>
        affine.for %arg4 = 0 to 64 {
          affine.store %arg1, %arg0[%arg3, %arg4] : memref<100x100xf32>
        }
      }
    }
  }
  return
}
