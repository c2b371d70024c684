// SPDX-License-Identifier: Apache-2.0

@_exported import BitextAlignment
@_exported import BitextCorpus
@_exported import BitextIO
@_exported import BitextModel
@_exported import BitextPairing
@_exported import BitextText
@_exported import BitextWorkflow
