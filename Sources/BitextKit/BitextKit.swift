// SPDX-License-Identifier: Apache-2.0

@_exported import BitextAlignment
@_exported import BitextCorpus
@_exported import BitextIO
@_exported import BitextLexicon
@_exported import BitextModel
@_exported import BitextPairing
@_exported import BitextQuality
@_exported import BitextText
@_exported import BitextWorkflow
