/*
 * MLIR's text, but for the operations: types, attributes, affine maps and sets, locations, and the parts of the generic form.
 * zkopt.ir.text.OperationParser drives the operations by hand and calls these rules on the same token stream, so that a
 * dialect's own assembly formats need no change here.
 */
grammar Mlir;

@parser::members {
  /** Reading goes on before the end of the text, which an entry rule has looked at: without this, the rules to come seem to end there. */
  public void leaveEnd() {
    matchedEOF = false;
  }
}

// All rules but those of affine expressions can tell by one token how they go on, so that what is wrong is found where it stands.

// Where OperationParser enters expressions. The token behind is looked at, not taken: without it the end of a rule is an error to the
// prediction, which costs an exception each time.

affineExprsEntry : affineExprs next ;

affineExprEntry : affineExpr next ;

next : . | EOF ;

// Types

type : functionType | nonFunctionType ;

functionType : '(' typeList? ')' '->' functionResults ;

functionResults : '(' typeList? ')' | nonFunctionType ;

typeList : type (',' type)* ;

nonFunctionType
  : INTTYPE                                   # integerType
  | BARE_ID                                   # namedType
  | 'complex' '<' type '>'                    # complexType
  | 'tuple' '<' typeList? '>'                 # tupleType
  | SHAPED type (',' attribute)* '>'          # shapedType
  | EXCLAMATION_ID balanced?                  # dialectType
  ;

// Any text with balanced brackets: the body of a dialect's type or attribute.
balanced : '<' balancedItem* '>' ;

balancedItem
  : balanced
  | SHAPED balancedItem* '>'
  | '(' balancedItem* ')'
  | '[' balancedItem* ']'
  | '{' balancedItem* '}'
  | ~('<' | '>' | '(' | ')' | '[' | ']' | '{' | '}' | SHAPED)
  ;

// Attributes

attribute : typedValue (':' type)? | untypedValue ;

// An attribute whose type is known from its place.
attributeValue : typedValue | untypedValue ;

typedValue
  : INTEGER                                                        # integerValue
  | FLOAT                                                          # floatValue
  | ('+' | '-') (INTEGER | FLOAT | BARE_ID ('(' INTEGER ')')?)     # signedValue
  | STRING                                                         # stringValue
  | 'dense' '<' denseBody? '>'                                     # denseValue
  | 'dense_resource' '<' key '>'                                   # denseResourceValue
  | 'sparse' '<' (denseBody ',' denseBody)? '>'                    # sparseValue
  | 'opaque' '<' STRING ',' STRING '>'                             # opaqueValue
  ;

untypedValue
  : 'unit'                                                         # unitValue
  | 'true'                                                         # trueValue
  | 'false'                                                        # falseValue
  | '[' (attribute (',' attribute)*)? ']'                          # arrayValue
  | dictionary                                                     # dictionaryValue
  | symbolRef                                                      # symbolRefValue
  | 'array' '<' type (':' element (',' element)*)? '>'             # denseArrayValue
  | 'affine_map' '<' affineMap '>'                                 # affineMapValue
  | 'affine_set' '<' integerSet '>'                                # integerSetValue
  | 'strided' '<' '[' (extent (',' extent)*)? ']' (',' 'offset' ':' extent)? '>'   # stridedValue
  | 'loc' '(' location ')'                                         # locationValue
  | 'distinct' '[' INTEGER ']' '<' attribute? '>'                  # distinctValue
  | HASH_ID balanced?                                              # dialectValue
  | type                                                           # typeValue
  ;

dictionary : '{' (dictionaryEntry (',' dictionaryEntry)*)? '}' ;

dictionaryEntry : key ('=' attribute)? ;

key : bareId | STRING ;

symbolRef : AT_ID ('::' AT_ID)* ;

denseBody : '[' (denseBody (',' denseBody)*)? ']' | '(' element ',' element ')' | element ;

element
  : INTEGER
  | FLOAT
  | ('+' | '-') (INTEGER | FLOAT | BARE_ID)
  | 'true'
  | 'false'
  | STRING
  ;

extent : '-'? INTEGER | '?' ;

// Affine maps and sets

affineMap : dimensions symbols? '->' '(' affineExprs ')' ;

integerSet : dimensions symbols? ':' '(' (constraint (',' constraint)*)? ')' ;

dimensions : '(' (bareId (',' bareId)*)? ')' ;

symbols : '[' (bareId (',' bareId)*)? ']' ;

affineExprs : (affineExpr (',' affineExpr)*)? ;

affineExpr
  : '-' affineExpr                                                  # negateExpr
  | affineExpr op=('*' | 'floordiv' | 'ceildiv' | 'mod') affineExpr # productExpr
  | affineExpr op=('+' | '-') affineExpr                            # sumExpr
  | '(' affineExpr ')'                                              # parenthesisedExpr
  | INTEGER                                                         # constantExpr
  | 'symbol' '(' ssaUse ')'                                         # symbolExpr
  | ssaUse                                                          # valueExpr
  | bareId                                                          # namedExpr
  ;

constraint : affineExpr (comparison=('>' | '<') '=' | '=' '=') affineExpr ;

ssaUse : PERCENT_ID HASH_ID? ;

// Locations

location
  : 'unknown'                                                       # unknownLocation
  | '?'                                                             # unknownLocation
  | STRING (filePlace | '(' location ')')?                          # namedLocation
  | 'callsite' '(' location 'at' location ')'                       # callSiteLocation
  | 'fused' ('<' attribute '>')? '[' (location (',' location)*)? ']' # fusedLocation
  | HASH_ID                                                         # aliasLocation
  ;

filePlace : ':' line=INTEGER (':' column=INTEGER ('to' INTEGER? (':' INTEGER)?)?)? ;

bareId
  : BARE_ID | INTTYPE
  | 'affine_map' | 'affine_set' | 'array' | 'at' | 'callsite' | 'ceildiv' | 'complex' | 'dense' | 'dense_resource' | 'distinct' | 'false'
  | 'floordiv' | 'fused' | 'loc' | 'mod' | 'offset' | 'opaque' | 'sparse' | 'strided' | 'symbol' | 'to' | 'true' | 'tuple' | 'unit' | 'unknown'
  ;

// Tokens. Punctuation that only operations use is named here too.

ARROW : '->' ;
ELLIPSIS : '...' ;
RESOURCES_OPEN : '{-#' ;
RESOURCES_CLOSE : '#-}' ;
PIPE : '|' ;
SLASH : '/' ;

// `tensor<4x?x`: the shape is one token, for `4x?xf32` does not split at its crosses otherwise.
SHAPED : ('tensor' | 'memref' | 'vector') SPACE* '<' SPACE* (DIMENSION SPACE* 'x' SPACE*)* ;

INTTYPE : ('i' | 'si' | 'ui') [0-9]+ ;
BARE_ID : [A-Za-z_] [A-Za-z0-9_$.]* ;
INTEGER : [0-9]+ | '0x' [0-9a-fA-F]+ ;
FLOAT : [0-9]+ '.' [0-9]* ([eE] [-+]? [0-9]+)? | '0x' [0-9a-fA-F]+ ('.' [0-9a-fA-F]*)? 'p' [-+]? [0-9]+ ;
STRING : '"' (~["\\\n\r] | '\\' .)* '"' ;
PERCENT_ID : '%' SUFFIX_ID ;
CARET_ID : '^' SUFFIX_ID ;
HASH_ID : '#' SUFFIX_ID ;
EXCLAMATION_ID : '!' SUFFIX_ID ;
AT_ID : '@' (BARE_ID | STRING) ;

WHITESPACE : (SPACE | '\u0000')+ -> skip ;
COMMENT : '//' ~[\r\n]* -> skip ;
UNKNOWN_CHARACTER : . ;

fragment SPACE : [ \t\r\n] ;
fragment DIMENSION : [0-9]+ | '?' | '*' | '[' [0-9]+ ']' ;
fragment SUFFIX_ID : [0-9]+ | [A-Za-z$._-] [A-Za-z0-9$._-]* ;
